using System.Diagnostics;

namespace QliroAdapter.Partners;

/// <summary>Hands the trace of a turn on to the partner, and nothing else that came with it.</summary>
internal static class PartnerTrace
{
    // Listeners choose sources by their name, so this one has a listener exactly when the framework's own has.
    private static readonly ActivitySource wire = new("System.Net.Http");

    /// <summary>
    /// Without a listener the header is set here, and the framework sees no activity for the rest of the caller's async
    /// method: it would make one of its own for the call, with tags, for nobody. With a listener it makes the call's
    /// span and sets the header.
    /// </summary>
    public static void Hand(HttpRequestMessage request)
    {
        if (Activity.Current is not { IdFormat: ActivityIdFormat.W3C } turn || wire.HasListeners()) return;
        request.Headers.Remove(TraceParentOnly.Header);
        request.Headers.TryAddWithoutValidation(TraceParentOnly.Header, turn.Id);
        Activity.Current = null;
    }
}
