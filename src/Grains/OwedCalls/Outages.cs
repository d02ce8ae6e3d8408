using QliroAdapter.Payments;

namespace QliroAdapter.OwedCalls;

/// <summary>
/// Which owed calls wait for a partner that is away: they are not tried, the time does not count towards giving up, and
/// each payment gets a time of its own after the partner's return. One per turn, so that a payment has one such time.
/// </summary>
internal sealed class Outages(Turn turn)
{
    private readonly Dictionary<string, DateTimeOffset> held = new(StringComparer.Ordinal);

    /// <summary>Why and until when it waits before it is tried; null when it may be tried.</summary>
    public async Task<CallHeldBack?> Before(OwedCall call)
        // The end of the upsell window waits for Qliro by its own measure.
        => call.Kind == OwedCallKind.CloseUpsell ? null : await Holding(call);

    /// <summary>The same for a try that failed: by the partner's absence, when it is away.</summary>
    public Task<CallHeldBack?> After(OwedCall call) => Holding(call);

    private async Task<CallHeldBack?> Holding(OwedCall call)
    {
        foreach (var (partner, until) in await Partners(call.Kind))
        {
            if ((held.TryGetValue(partner, out var known) ? known : until()) is not { } place) continue;
            held[partner] = place;
            return new(call.Kind, call.Ordinal, partner, turn.Now, place, IsNews: call.HeldFor == default);
        }
        return null;
    }

    /// <summary>Those that the kind cannot do without, and their gates.</summary>
    private async Task<List<(string Partner, Func<DateTimeOffset?> Until)>> Partners(OwedCallKind kind)
    {
        var partners = new List<(string, Func<DateTimeOffset?>)>();
        if (NeedsNorce(kind)) partners.Add(("Norce", () => turn.Services.Norce.HoldsUntil(turn.Key.Order)));
        if (!NeedsQliro(kind)) return partners;
        var configuration = await turn.ReadConfiguration();
        partners.Add(configuration.IsAccepted
            ? ("Qliro", () => turn.Services.Qliro.HoldsUntil(configuration.Value.Account))
            : ("Norce", () => turn.Services.Configurations.HoldsUntil(turn.Key.Order.ChannelKey)));
        return partners;
    }

    private static bool NeedsNorce(OwedCallKind kind) => kind is not (OwedCallKind.AdvanceOperation
        or OwedCallKind.LookAtQliro or OwedCallKind.CloseUpsell or OwedCallKind.CheckReplaced);

    private bool NeedsQliro(OwedCallKind kind) => kind switch
    {
        OwedCallKind.ClearCreation or OwedCallKind.RemoveAtNorce or OwedCallKind.WriteRecurring
            or OwedCallKind.TellShipping or OwedCallKind.RecordTransaction or OwedCallKind.RegisterHooks => false,
        OwedCallKind.LookAtNorce when turn.Payment.State.IsOpen() => true,
        OwedCallKind.SettleNorce or OwedCallKind.LookAtNorce
            => NorcePicture.Of(turn.Payment, turn.Services.Adapter.PaymentState).CopiesCustomer,
        _ => true,
    };
}
