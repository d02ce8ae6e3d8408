using QliroAdapter.Ops;
using QliroAdapter.Payments;

namespace QliroAdapter.Convention.Tests;

/// <summary>
/// The console tells the states of a payment from the words of its timeline, so every event that changes the state must
/// be told by its words.
/// </summary>
public sealed class The_state_path
{
    [Fact]
    public void Should_know_the_state_after_every_event()
    {
        var wrong = new List<string>();
        foreach (var state in Enum.GetValues<PaymentState>())
        {
            var before = PaymentEventSamples.Payment(state, isCharge: true);
            foreach (var raised in PaymentEventSamples.All)
            {
                var after = raised is FirstEvent first ? first.Document : PaymentDocument.Apply(before, raised);
                var told = raised.Describe() is { } summary ? StatePath.StateOf(summary) : null;
                if (told is not null ? told != after.State.Name() : after.State != before.State && raised is not FirstEvent)
                    wrong.Add($"{raised.GetType().Name} on {state}: {told ?? "nothing"}, not {after.State}");
            }
        }
        wrong.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void Should_show_every_state_that_a_payment_can_have()
        => Enum.GetValues<PaymentState>().Select(state => state.Name())
            .Except(StatePath.Ordinary).Except(StatePath.Ends).ShouldBeEmpty();
}
