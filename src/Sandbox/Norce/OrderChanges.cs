using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Norce;

/// <summary>The only way in which an order changes: propose, compute totals, call the hooks, commit, notify.</summary>
internal sealed class OrderChanges(OrderStore store, HookRunner hooks, Notifications notifications,
    NorceSimulatorOptions options)
{
    private static readonly WireAnswer done = WireAnswer.Empty(200);

    /// <summary>The present time in the form that orders hold.</summary>
    public string Stamp() => store.Stamp();

    public string NewId(string prefix, int length) => store.NewId(prefix, length);

    /// <summary>
    /// Changes an order in the name of <paramref name="changedBy"/> (x-adapterid, may be empty). The proposal either
    /// changes the document and returns null, or returns the answer that ends the operation.
    /// </summary>
    public async Task<WireAnswer> Commit(
        NorceOrder order, string changedBy, Func<JsonObject, WireAnswer?> propose, Func<JsonObject,
            WireAnswer>? answer = null)
    {
        if (!order.Gate.TryEnter())
        {
            if (order.RunsHooks && options.BusyOrder == BusyOrder.Refuse)
                return NorceErrors.Conflict($"Order {order.Id} is being changed by someone else.");
            await order.Gate.Enter();
        }

        try
        {
            var before = order.Read();
            var proposed = (JsonObject)before.DeepClone();
            if (propose(proposed) is { } refusal) return refusal;
            store.GiveIds(proposed);
            OrderTotals.Compute(proposed);
            proposed = Json.Copy(proposed);
            order.RunsHooks = true;
            if (await hooks.Run(order, before, proposed, changedBy) is { } refused)
                return NorceErrors.Validation(refused);
            proposed["lastModified"] = store.Stamp();
            order.Write(proposed);
            notifications.Send(order, before, proposed);
            return answer?.Invoke(proposed) ?? done;
        }
        finally
        {
            order.RunsHooks = false;
            order.Gate.Leave();
        }
    }
}
