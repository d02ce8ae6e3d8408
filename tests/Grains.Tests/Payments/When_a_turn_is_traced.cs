using System.Diagnostics;
using QliroAdapter.Grains.Tests.OrderManagement;
using QliroAdapter.Grains.Tests.Rig;

namespace QliroAdapter.Grains.Tests.Payments;

/// <summary>Each row of a timeline names the trace of the turn that wrote it, as the turn's log lines do.</summary>
public sealed class When_a_turn_is_traced
{
    [Fact]
    public async Task Should_name_the_trace_in_the_rows_of_that_turn_and_in_no_others()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        using var source = new ActivitySource($"turns of {nameof(When_a_turn_is_traced)}");
        using var listener = new ActivityListener
        {
            ShouldListenTo = known => known == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        var before = (await purchase.Timeline()).Count;

        string trace;
        using (var turn = source.StartActivity("capture")!)
        {
            trace = turn.TraceId.ToHexString();
            (await purchase.Capture()).Error.ShouldBeNull();
        }

        var rows = await purchase.Timeline();
        rows.Take(before).ShouldAllBe(row => row.Trace == null);
        rows.Skip(before).ShouldContain(row => row.Trace == trace);
        rows.Where(row => row.Trace is not null && row.Trace != trace).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_name_it_when_nobody_records()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        var before = (await purchase.Timeline()).Count;
        using var unrecorded = new Activity("log lines only").Start();

        (await purchase.Capture()).Error.ShouldBeNull();

        var rows = (await purchase.Timeline()).Skip(before).ToList();
        rows.ShouldContain(row => row.Trace == unrecorded.TraceId.ToHexString());
        (await purchase.Stored()).Traces.ShouldBeEmpty();
    }
}
