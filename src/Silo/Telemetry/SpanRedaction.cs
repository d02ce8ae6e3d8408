using System.Diagnostics;
using OpenTelemetry;

namespace QliroAdapter.Silo;

/// <summary>
/// Removes secrets and personal data from spans before they leave this process, whatever the environment tells the
/// instrumentations. Every URL loses its query, because a callback's holds its token and a search holds a shopper's
/// words. Of a statement only the beginning that names it is kept.
/// </summary>
/// <remarks>Must be registered before the exporters.</remarks>
internal sealed class SpanRedaction : BaseProcessor<Activity>
{
    /// <summary>The largest number of characters of a statement that a span keeps.</summary>
    public const int StatementMax = 300;

    public override void OnEnd(Activity data)
    {
        data.SetTag("url.query", null);
        Shorten(data, "url.full", url => url.IndexOf('?', StringComparison.Ordinal));
        Shorten(data, "db.query.text", statement => statement.Length > StatementMax ? StatementMax : -1);
    }

    private static void Shorten(Activity span, string tag, Func<string, int> end)
    {
        if (span.GetTagItem(tag) is string value && end(value) is >= 0 and var length)
            span.SetTag(tag, value[..length]);
    }
}
