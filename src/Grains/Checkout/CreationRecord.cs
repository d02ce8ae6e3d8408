using System.Text.Json;
using QliroAdapter.Payments;
using QliroAdapter.Store;

namespace QliroAdapter.Checkout;

/// <summary>
/// What is stored of an order: that a creation is under way, from before the payment is added at Norce until it is whole
/// or gone. A process that dies between leaves it due, and the order is cleaned up after the restart.
/// </summary>
public sealed class CreationRecord(OrderKey key, PaymentServices services)
{
    private long? version;

    /// <summary>From now on a payment may be on the order that nobody else knows of.</summary>
    public Task Begin() => Commit("creating", services.Clock.GetUtcNow() + Waits.CreationTakes, "Creation begun.");

    /// <summary>The creation is whole, or nothing is left of it.</summary>
    public Task End(string summary) => Commit("at rest", null, summary);

    /// <summary>Clean-up did not succeed; it is tried again.</summary>
    public Task Postpone(string why)
        => Commit("creating", services.Clock.GetUtcNow() + TimeSpan.FromSeconds(services.Retry.LongestSeconds), why);

    private async Task Commit(string state, DateTimeOffset? dueAt, string summary)
    {
        var now = services.Clock.GetUtcNow();
        version ??= (await services.Store.Load(key.ToString(), CancellationToken.None))?.Version ?? 0;
        try
        {
            version = await services.Store.Commit(new PaymentCommit
            {
                Key = key.ToString(),
                Merchant = key.Merchant,
                Channel = key.Channel,
                OrderId = key.OrderId,
                PaymentId = "",
                State = state,
                ExpectedVersion = version.Value,
                DueAt = dueAt,
                OwedCalls = 0,
                Document = JsonSerializer.Serialize(new { key = key.ToString(), state }, PaymentJson.Options),
                Timeline = [new() { At = now, Kind = TimelineKind.Decision, Summary = summary }],
                At = now,
            }, CancellationToken.None);
        }
        catch
        {
            // Another activation of this order wrote, or the store failed: the next try loads.
            version = null;
            throw;
        }
    }
}
