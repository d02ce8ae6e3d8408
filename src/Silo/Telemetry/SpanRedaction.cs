using System.Diagnostics;
using OpenTelemetry;

namespace QliroAdapter.Silo;

/// <summary>
/// What leaves this process in a span, whatever the instrumentations are told by the environment: no query of any URL,
/// because a callback's holds its token and a search a shopper's words; and no more of a statement than names it.
/// </summary>
/// <remarks>Stands before the exporters.</remarks>
internal sealed class SpanRedaction : BaseProcessor<Activity>
{
    /// <summary>Most characters of a statement that a span holds.</summary>
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
