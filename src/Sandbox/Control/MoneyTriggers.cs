using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Control;

/// <summary>Norce's actions on a bought order, and how they fail at Qliro.</summary>
internal static class MoneyTriggers
{
    private const string Group = "Captures, cancellations, refunds";

    public static IEnumerable<Trigger> All =>
    [
        Action("capture", "Captures everything left, by Norce's action."),
        Action("cancel", "Releases everything reserved, by Norce's action."),
        Action("refund", "Gives everything captured back, by Norce's action."),
        Fails("capture", "Capture"),
        Fails("cancel", "Reversal"),
        Fails("refund", "Refund"),
    ];

    private static Trigger Action(string type, string text) => new($"{type}.requested", Group, text,
        [OrderTriggers.Order], async (host, given) =>
        {
            var (order, _) = OrderTriggers.Bought(host, given);
            return await Execute(host, order, type);
        });

    private static Trigger Fails(string type, string transaction) => new($"{type}.failed", Group,
        $"The next {type} is accepted by Qliro and fails afterwards.", [], (host, _) =>
        {
            host.Qliro.PlanOutcome(transaction, TransactionStatus.Error, "DECLINED", "Failed at the sandbox's panel.");
            return Task.FromResult($"The next {type} will fail.");
        });

    private static async Task<string> Execute(SandboxHost host, string order, string type)
    {
        var payment = Json.Objects(host.Norce.Order(order)["payments"])
            .Last(one => Json.String(one["adapterId"]) == NorceSimulatorOptions.QliroAdapterId);
        var answer = await host.Norce.ExecuteAction(order, Json.String(payment["id"])!, type);
        if (answer.IsSuccess) return $"Order {order}: {type} is on its way.";
        throw new TriggerRefusedException(answer.Status == 404 ? $"Order {order} offers no {type}."
            : Json.String(answer.Json?["message"]) ?? $"Norce answered {answer.Status}.");
    }
}
