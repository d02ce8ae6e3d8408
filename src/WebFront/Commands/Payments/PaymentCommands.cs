using System.CommandLine;
using QliroAdapter.Ops;

namespace QliroAdapter.WebFront;

/// <summary>
/// <c>payments …</c>: the console's reads and actions for scripts. They call the running service with an ops token,
/// because an action is a message to the payment's grain: written to the store behind a running cluster's back it would
/// meet a turn, and of a stopped cluster nobody would carry it out.
/// </summary>
internal static class PaymentCommands
{
    private static readonly Option<string?> url = new("--url")
    {
        Description = "Base URL of the running service. Otherwise the environment variable "
            + $"{OpsClient.UrlVariable}.",
        Recursive = true,
    };

    private static readonly Argument<string> key = new("key")
    {
        Description = "The payment's key: merchant/channel/orderId/paymentId.",
    };

    private static readonly Option<string> reason = new("--reason")
    {
        Description = "Why; stands in the payment's timeline with the token's name. No names or numbers of shoppers.",
        Required = true,
    };

    private static readonly Option<bool> dryRun = new("--dry-run")
    {
        Description = "Says what would be done, or why it would be refused, and does nothing.",
    };

    private const string Service = "through the running service, which must be reachable: with --url and an ops token "
        + "in " + OpsClient.TokenVariable + ".";

    private static readonly string endings = $"Ends with {PaymentExit.Done} when it was done, "
        + $"{PaymentExit.Failed} when the service failed, {PaymentExit.Refused} when the action was refused and "
        + $"nothing was done, {PaymentExit.NotFound} when there is no such payment, {PaymentExit.NotReached} when the "
        + $"service was not reached, {PaymentExit.NotAllowed} when the token is wrong or may only look, "
        + $"{PaymentExit.WrongSettings} when URL or token is missing.";

    public static Command All() => new(
        "payments", $"Reads payments and acts on them {Service} Prints JSON. {endings}")
    {
        url,
        List(),
        Read("show", "All that the console shows of a payment."),
        Export(),
        Do("retry", OpsAction.Retry),
        Do("resume", OpsAction.Resume),
        Do("reconcile", OpsAction.Refresh),
        Do("hold", OpsAction.Hold),
        Do("release", OpsAction.Release),
        Callbacks(),
        Replay(),
        Do("resend-events", OpsAction.ResendEvents),
        Do("erase", OpsAction.Erase),
        End(),
    };

    /// <summary><c>payments erase</c>, as a command of its own.</summary>
    public static Command Erase()
    {
        var command = Do("erase", OpsAction.Erase);
        command.Description += $" It is done {Service} {endings}";
        command.Add(url);
        return command;
    }

    private static Command List()
    {
        var (text, state, merchant, channel) = (Text("--text", $"By {OverviewQuery.Ids}, or its beginning; by e-mail "
                + "address, where Adapter:EmailHashKey is set at the service."),
            Text("--state", $"A payment state: {string.Join(", ", OverviewQuery.States)}."),
            Text("--merchant", "A merchant."), Text("--channel", "A channel."));
        var (from, until, after) = (Text("--from", "Changed on this day (UTC) or later, as 2026-03-14."),
            Text("--until", "Changed on this day or earlier."), Text("--next", "What the page before gave as next."));
        var (parked, held, outbox) = (Flag("--parked", "Only what waits for an operator."),
            Flag("--held", "Only what an operator holds."), Flag("--outbox", "Only with outbox entries."));
        var command = new Command("list", "Payments, the newest change first; at most 100, and the next page's query.")
        {
            text, state, merchant, channel, from, until, parked, held, outbox, after,
        };
        command.SetAction((parsed, stop) =>
        {
            (string Name, string? Value)[] query =
            [
                ("text", parsed.GetValue(text)), ("state", parsed.GetValue(state)),
                ("merchant", parsed.GetValue(merchant)), ("channel", parsed.GetValue(channel)),
                ("from", parsed.GetValue(from)), ("until", parsed.GetValue(until)),
                ("parked", parsed.GetValue(parked) ? "on" : null), ("held", parsed.GetValue(held) ? "on" : null),
                ("outbox", parsed.GetValue(outbox) ? "on" : null),
            ];
            var asked = parsed.GetValue(after) ?? string.Join('&', query.Where(one => one.Value is not null)
                .Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value!)}"));
            return OpsClient.Run(parsed.GetValue(url), client => client.Get($"ops/api/payments?{asked}", stop));
        });
        return command;
    }

    private static Command Read(string name, string description)
    {
        var command = new Command(name, description) { key };
        command.SetAction((parsed, stop) => OpsClient.Run(
            parsed.GetValue(url), client => client.Get($"ops/api/payment?{KeyOf(parsed)}", stop)));
        return command;
    }

    private static Command Export()
    {
        var format = new Option<string>("--format") { Description = "json or csv.", DefaultValueFactory = _ => "json" };
        format.AcceptOnlyFromAmong("json", "csv");
        var command = new Command("export", "A payment for support, without personal data.") { key, format };
        command.SetAction((parsed, stop) => OpsClient.Run(parsed.GetValue(url), client => client.Get(
            $"ops/payment/export?{KeyOf(parsed)}&format={parsed.GetValue(format)}", stop)));
        return command;
    }

    private static Command Callbacks()
    {
        var command = new Command(
            "callbacks", "Callbacks of Qliro's that are kept of a payment (Ops:KeepBodiesHours), redacted.") { key };
        command.SetAction((parsed, stop) => OpsClient.Run(
            parsed.GetValue(url), client => client.Get($"ops/api/payment/callbacks?{KeyOf(parsed)}", stop)));
        return command;
    }

    private static Command Replay()
    {
        var callback = new Option<long?>("--callback")
        {
            Description = "The id of one kept callback, which is handed over again as it was. Otherwise Qliro is read "
                + "as if its callbacks had come again.",
        };
        var command = new Command("replay", OpsAction.Replay.Meaning) { key, callback, reason, dryRun };
        command.SetAction((parsed, stop) => parsed.GetValue(callback) is { } id
            ? Act(parsed, $"callback?{KeyOf(parsed)}&id={id}", stop)
            : Act(parsed, OpsAction.Replay, stop));
        return command;
    }

    private static Command Do(string name, OpsAction action)
    {
        var command = new Command(name, action.Meaning) { key, reason, dryRun };
        command.SetAction((parsed, stop) => Act(parsed, action, stop));
        return command;
    }

    private static Command End()
    {
        var how = new Option<string>("--how")
        {
            Description = $"{OpsAction.WriteOff.Name}: {OpsAction.WriteOff.Meaning} {OpsAction.TakeQliro.Name}: "
                + OpsAction.TakeQliro.Meaning,
            Required = true,
        };
        how.AcceptOnlyFromAmong(OpsAction.WriteOff.Name, OpsAction.TakeQliro.Name);
        var command = new Command("end", "Ends what waits for a person.") { key, how, reason, dryRun };
        command.SetAction((parsed, stop) => Act(parsed, OpsAction.Of(parsed.GetValue(how)!)!, stop));
        return command;
    }

    private static Task<int> Act(ParseResult parsed, OpsAction action, CancellationToken stop)
        => Act(parsed, $"{action.Name}?{KeyOf(parsed)}", stop);

    private static Task<int> Act(ParseResult parsed, string path, CancellationToken stop) => OpsClient.Run(
        parsed.GetValue(url), client => parsed.GetValue(dryRun)
            ? client.Get($"ops/api/payment/{path}", stop)
            : client.Post($"ops/api/payment/{path}", parsed.GetValue(reason)!, stop));

    private static string KeyOf(ParseResult parsed) => $"key={Uri.EscapeDataString(parsed.GetValue(key)!)}";

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description };
}
