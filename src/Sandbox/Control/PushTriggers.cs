using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Control;

/// <summary>Pushes that come twice, late, in another order, or never.</summary>
internal static class PushTriggers
{
    private const string Group = "Pushes";

    public static IEnumerable<Trigger> All =>
    [
        new("pushes.doubled", Group, "Every push is sent several times, all copies at once.",
            [new("copies", "How many.", "2")], (host, given) => Say(host, switches =>
            {
                switches.Copies = given.Whole("copies", 1, 20);
                return $"Every push is sent {switches.Copies} times.";
            })),
        new("pushes.late", Group, "Every push waits before it is sent.", [new("seconds", "How long.", "10")],
            (host, given) => Say(host, switches =>
            {
                switches.Delay = TimeSpan.FromSeconds(given.Whole("seconds", 0, 3600));
                return $"Every push waits {switches.Delay.TotalSeconds} s.";
            })),
        new("pushes.held", Group, "Pushes are kept back until pushes.released.", [],
            (host, _) => Say(host, switches =>
            {
                switches.Hold = _ => true;
                return "Pushes are kept back.";
            })),
        new("pushes.released", Group, "Sends what was kept back.",
            [new("last-first", "true: the newest comes first.", "false")], (host, given) =>
            {
                host.Qliro.PushSwitches.Hold = _ => false;
                host.Qliro.ReleaseHeldPushes(given.Flag("last-first"));
                return Task.FromResult("What was kept back is sent.");
            }),
        new("pushes.lost", Group, "Pushes are never sent; reconciliation has to find out.", [],
            (host, _) => Say(host, switches =>
            {
                switches.Drop = _ => true;
                return "Pushes are lost.";
            })),
        new("pushes.normal", Group, "Ends all of this.", [], (host, _) => Say(host, switches =>
        {
            (switches.Copies, switches.Delay) = (1, TimeSpan.Zero);
            (switches.Drop, switches.Hold) = (_ => false, _ => false);
            host.Qliro.ReleaseHeldPushes();
            return "Pushes come once and at once.";
        })),
        new("push.repeated", Group, "Sends the order's last push once more.", [OrderTriggers.Order],
            (host, given) => Task.FromResult(Repeat(host, given, change: null))),
        new("push.outdated", Group, "Sends the order's first push again, with the status InProcess.",
            [OrderTriggers.Order], (host, given) => Task.FromResult(Repeat(host, given, body =>
            {
                body["Status"] = CheckoutStatus.InProcess;
                body["Timestamp"] = "2020-01-01T00:00:00.000";
            }))),
    ];

    private static Task<string> Say(SandboxHost host, Func<PushSwitches, string> change)
        => Task.FromResult(change(host.Qliro.PushSwitches));

    private static string Repeat(SandboxHost host, TriggerArguments given, Action<JsonObject>? change)
    {
        var (order, qliroOrder) = OrderTriggers.Bought(host, given);
        var sent = host.Qliro.Pushes.Where(push => push.OrderId == qliroOrder).ToList();
        if (sent.Count == 0) throw new TriggerRefusedException($"Qliro has sent no push about order {order}.");
        var push = change is null ? sent[^1] : sent[0];
        var body = Json.Object(push.Body);
        change?.Invoke(body);
        host.Qliro.SendPush(push.Url, body, qliroOrder);
        return $"Sent push {push.Number} of order {order} again.";
    }
}
