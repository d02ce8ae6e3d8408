using System.CommandLine;
using QliroAdapter.Settings;
using QliroAdapter.Silo;

namespace QliroAdapter.WebFront;

/// <summary>
/// The commands of the program: <c>migrate</c>, <c>doctor</c>, <c>configuration check</c> and <c>compare</c>,
/// <c>keys rotate</c>, <c>verify</c>, <c>retention</c>, <c>payments</c> and <c>erase</c>. All but the last two read the
/// adapter's settings, except for those given as options; <c>compare</c> reads nothing but its files.
/// </summary>
internal static class AdapterCommands
{
    /// <summary>
    /// True when the first argument is a command (or a word meant as one) or asks for help or the version. Everything
    /// else is a setting of the adapter, such as <c>--urls=…</c>, <c>Key=value</c> or <c>/Key value</c>.
    /// </summary>
    public static bool IsMeant(string[] args) => args is [var first, ..]
        && (first is "--help" or "-h" or "-?" or "--version"
            || (first.Length > 0 && first[0] is not ('-' or '/') && !first.Contains('=', StringComparison.Ordinal)));

    public static async Task<int> Run(string[] args)
    {
        var parsed = Root().Parse(args);
        if (Unknown(parsed) is not { } why) return await parsed.InvokeAsync();
        await Console.Error.WriteLineAsync(why);
        return AdapterProcess.Failed;
    }

    // The parser would first say that a command is missing.
    private static string? Unknown(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command.Action is not null || command.Subcommands.Count == 0 || parsed.UnmatchedTokens is not [var word, ..]
            || word.StartsWith('-')) return null;
        var nearest = new UnknownKeys(command.Subcommands.Select(one => one.Name)).Nearest(word);
        return $"'{word}' is no command; the nearest is {nearest}. --help lists them.";
    }

    /// <summary>All of them.</summary>
    internal static RootCommand Root() => new(
        "The Norce-Qliro payment adapter. Without a command it runs; arguments are then settings (--urls=http://…). "
        + "docs/settings.md lists them.")
    {
        Migrate(),
        Doctor(),
        PaymentCommands.All(),
        PaymentCommands.Erase(),
        Verify(),
        Retention(),
        new Command("keys", "About the keys for personal data, Adapter:DataKeys.") { RotateKeys() },
        new Command("configuration", "About the configuration documents of channels.")
        {
            CheckConfiguration(), CompareConfigurations(),
        },
    };

    private static Command CompareConfigurations()
    {
        var stored = new Argument<string>("stored") { Description = "A file with the document as it is stored." };
        var document = new Argument<string>("document") { Description = "A file with the document to store." };
        var command = new Command(
            "compare",
            "Says of every key of two documents whether it is new, changed, gone or unchanged; the order of keys does "
            + "not count, and secrets are not shown. Ends with 0 when both are the same, 2 when they are not, 1 when "
            + "one could not be read.")
        {
            stored, document,
        };
        command.SetAction((parsed, stop) => ConfigurationCommand.Compare(
            parsed.GetValue(stored)!, parsed.GetValue(document)!, stop));
        return command;
    }

    private static Command CheckConfiguration()
    {
        var target = new Argument<string>("document")
        {
            Description = "A file, or merchant/channel: what stands under Channels or at Norce for it.",
        };
        var command = new Command(
            "check",
            "Says everything that is wrong with a channel's document, a line for each mistake: unknown keys with the "
            + "nearest known one, values, missing keys and placeholders; of a file also what the served schema "
            + "refuses. Ends with 0 when it is right, 78 when it is not or the adapter's settings are wrong, 1 when it "
            + "could not be read.")
        {
            target,
        };
        command.SetAction((parsed, stop) => ConfigurationCommand.Check(parsed.GetValue(target)!, stop));
        return command;
    }

    private static Command RotateKeys()
    {
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Says how many payments are under which key, and changes nothing. Ends with 1 when some are "
                + "not under the first.",
        };
        var command = new Command(
            "rotate",
            "Has every payment's own key wrapped by the first of Adapter:DataKeys, and the kept documents of channels "
            + "sealed under it, while the adapter runs. May be stopped and repeated. Ends with 0 when all are.")
        {
            dryRun,
        };
        command.SetAction((parsed, stop) => KeysCommand.Rotate(parsed.GetValue(dryRun), stop));
        return command;
    }

    private static Command Verify()
    {
        var key = new Argument<string?>("key")
        {
            Description = "A payment: merchant/channel/orderId/paymentId. Otherwise all.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var sqlite = new Option<string?>("--sqlite")
        {
            Description = "An SQLite file, such as a copy. Otherwise the store of the settings.",
        };
        var since = new Option<DateTimeOffset?>("--since")
        {
            Description = "Since when timelines are signed, as 2026-11-30: a payment that was changed later and has no "
                + "signature is told.",
        };
        var command = new Command(
            "verify",
            "Compares the timelines of payments with their signatures, with Adapter:TimelineKeys. Changes nothing; on "
            + "a copy, or while the adapter runs. Ends with 0 when nothing was changed, and with 1 and a line for each "
            + "finding when something was; with 78 when there is no such store or payment, or no key.")
        {
            key, sqlite, since,
        };
        command.SetAction((parsed, stop) => VerifyCommand.Run(
            parsed.GetValue(key), parsed.GetValue(sqlite), parsed.GetValue(since), stop));
        return command;
    }

    private static Command Retention()
    {
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Says how many payments and bytes would go, by merchant and state, and changes nothing.",
        };
        var days = new Option<int?>("--days")
        {
            Description = "How long payments are kept, 30 at least. Otherwise Storage:KeepPaymentDays.",
        };
        var command = new Command(
            "retention",
            "Deletes payments that have not changed for so many days and for which nothing waits, with their "
            + "histories, while the adapter runs. May be stopped and repeated. Ends with 0 when it is done, 78 when no "
            + "time is given.")
        {
            dryRun, days,
        };
        command.SetAction((parsed, stop) => RetentionCommand.Run(
            parsed.GetValue(days), parsed.GetValue(dryRun), stop));
        return command;
    }

    private static Command Migrate()
    {
        var from = new Option<string?>("--from")
        {
            Description = "The SQLite file. Otherwise Storage:Sqlite:Path.",
        };
        var to = new Option<string?>("--to")
        {
            Description = "Connection string of the PostgreSQL database. Otherwise Storage:Postgres:ConnectionString, "
                + "which is the better place for a password.",
        };
        var command = new Command(
            "migrate",
            "Moves every payment from SQLite to PostgreSQL and verifies it. Stop the adapter before. May be repeated: "
            + "goes on where it was stopped, and only verifies what was moved. "
            + "Ends with 0 when both sides are the same.")
        {
            from, to,
        };
        command.SetAction((parsed, stop) =>
            MigrateCommand.Run(parsed.GetValue(from), parsed.GetValue(to), stop));
        return command;
    }

    private static Command Doctor()
    {
        var channels = new Option<string[]>("--channel")
        {
            Description =
                "merchant/channel to look at, repeatable; beside those under Channels and of stored payments.",
        };
        var command = new Command(
            "doctor",
            "Looks at settings, store, partners and payments, changes nothing, and says what to do. Ends with 0 when "
            + "nothing failed, 1 when something did, 78 when settings are wrong.")
        {
            channels,
        };
        command.SetAction((parsed, stop) => DoctorCommand.Run(parsed.GetValue(channels) ?? [], stop));
        return command;
    }
}
