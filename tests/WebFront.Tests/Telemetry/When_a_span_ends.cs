using System.Diagnostics;
using QliroAdapter.Silo;

namespace QliroAdapter.WebFront.Tests.Telemetry;

public sealed class When_a_span_ends
{
    [Fact]
    public void Should_hold_no_query_of_a_url()
    {
        var span = Ended(
            ("url.full", "https://adapter.example/orders/o1/push?merchant=norce&token=secret"),
            ("url.path", "/orders/o1/push"), ("url.query", "?merchant=norce&token=secret"));
        span.TagObjects.ShouldBe(
        [
            new("url.full", "https://adapter.example/orders/o1/push"), new("url.path", "/orders/o1/push"),
        ]);
    }

    [Fact]
    public void Should_hold_the_beginning_of_a_long_statement()
    {
        var statement = "select " + new string('x', SpanRedaction.StatementMax);
        Ended(("db.query.text", statement)).GetTagItem("db.query.text")
            .ShouldBe(statement[..SpanRedaction.StatementMax]);
    }

    [Fact]
    public void Should_hold_all_else_as_it_was()
    {
        var span = Ended(("url.full", "https://adapter.example/orders"), ("db.query.text", "select 1"), ("size", 3));
        span.TagObjects.ShouldBe(
        [
            new("url.full", "https://adapter.example/orders"), new("db.query.text", "select 1"), new("size", 3),
        ]);
    }

    private static Activity Ended(params (string Key, object Value)[] tags)
    {
        using var redaction = new SpanRedaction();
        using var span = new Activity("call");
        foreach (var (key, value) in tags)
            span.SetTag(key, value);
        redaction.OnEnd(span);
        return span;
    }
}
