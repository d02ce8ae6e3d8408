using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Control;

/// <summary>What goes wrong between the adapter and one partner.</summary>
internal static class PartnerTriggers
{
    private const string ProxyPage =
        "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";

    private static readonly TriggerArgument times = new("times", "How many calls it strikes.", "1");
    private static readonly TriggerArgument path = new("path", "Only calls whose path contains this.");

    public static IEnumerable<Trigger> All => [.. Of("norce", "Norce"), .. Of("qliro", "Qliro")];

    private static IEnumerable<Trigger> Of(string partner, string name)
    {
        Faults FaultsOf(SandboxHost host) => partner == "norce" ? host.Norce.Faults : host.Qliro.Faults;
        Trigger Make(string what, string text, IReadOnlyList<TriggerArgument> takes,
            Func<Faults, TriggerArguments, string> run)
            => new($"{partner}.{what}", name, text, takes,
                (host, given) => Task.FromResult(run(FaultsOf(host), given)));

        yield return Make("down", $"{name} answers 503 to everything.", [],
            (faults, _) => Down(faults, Outage.Unavailable, $"{name} answers 503."));
        yield return Make("unreachable", $"Connections to {name} break without an answer.", [],
            (faults, _) => Down(faults, Outage.Unreachable, $"{name} cannot be reached."));
        yield return Make("up", $"{name} works again: its outage and all its faults end.", [], (faults, _) =>
        {
            faults.Clear();
            return $"{name} works.";
        });
        yield return Make("slow", $"{name} answers late.",
            [new("seconds", "How late.", "3"), times with { Default = "20" }, path], (faults, given) =>
            {
                var seconds = given.Whole("seconds", 1, 120);
                var calls = Times(given);
                Rule(faults, given).Delay(TimeSpan.FromSeconds(seconds), calls);
                return $"The next {calls} calls of {name} take {seconds} s.";
            });
        yield return Make("answers-lost", $"{name} does what a writing call asks; its answer is lost.", [times, path],
            (faults, given) => Struck(given, Rule(faults, given, writes: true).LoseAnswer,
                $"lose their answers from {name}"));
        yield return Make("requests-lost", $"A writing call is lost before {name} sees it.", [times, path],
            (faults, given) => Struck(given, Rule(faults, given, writes: true).LoseRequest,
                $"are lost on their way to {name}"));
        yield return Make("proxy-page", $"A proxy before {name} answers 502 with a page.", [times, path],
            (faults, given) => Struck(given, count => Rule(faults, given).Answer(502, ProxyPage, count),
                $"get a proxy's page in place of {name}"));
        yield return Make("refuses", $"{name} refuses what it is sent, with an error body of its own.", [times, path],
            (faults, given) => Struck(given, count => Rule(faults, given, writes: true)
                .Answer(partner == "norce" ? 422 : 400, Json.Text(Refusal(partner)), count),
                $"are refused by {name}"));
    }

    private static JsonObject Refusal(string partner) => partner == "norce"
        ? new() { ["code"] = "order-bad-request", ["message"] = "Refused at the sandbox's panel." }
        : new()
        {
            ["ErrorCode"] = "INVALID_INPUT", ["ErrorMessage"] = "Refused at the sandbox's panel.",
            ["ErrorReference"] = Guid.Empty.ToString(),
        };

    private static string Down(Faults faults, Outage outage, string says)
    {
        faults.GoDown(outage);
        return says;
    }

    private static int Times(TriggerArguments given) => given.Whole("times", 1, 10_000);

    private static string Struck(TriggerArguments given, Func<int, Fault> strike, string what)
    {
        var count = Times(given);
        strike(count);
        return $"The next {count} calls {what}.";
    }

    // The shopper's frame and the shop itself are not struck: the faults are those of the adapter's calls.
    private static Fault Rule(Faults faults, TriggerArguments given, bool writes = false)
    {
        var part = given.Text("path");
        return faults.On(request => (!writes || request.Method != "GET")
            && !request.Path.StartsWith("/checkout-ui", StringComparison.Ordinal)
            && !string.Equals(request.Header("x-adapterid"), Norce.NorceSimulatorOptions.PlatformAdapterId,
                StringComparison.Ordinal)
            && (request.Path + request.Query).Contains(part, StringComparison.OrdinalIgnoreCase));
    }
}
