using System.CommandLine;

namespace QliroAdapter.WebFront;

/// <summary>
/// The commands of the program: <c>migrate</c>, <c>doctor</c>, <c>configuration check</c> and <c>payments</c>. All but
/// the last read the adapter's settings, except for those given as options.
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

    public static Task<int> Run(string[] args) => Root().Parse(args).InvokeAsync();

    /// <summary>All of them.</summary>
    internal static RootCommand Root() => new(
        "The Norce-Qliro payment adapter. Without a command it runs; arguments are then settings (--urls=http://…). "
        + "docs/settings.md lists them.")
    {
        Migrate(),
        Doctor(),
        PaymentCommands.All(),
        new Command("configuration", "About the configuration documents of channels.") { CheckConfiguration() },
    };

    private static Command CheckConfiguration()
    {
        var target = new Argument<string>("document")
        {
            Description = "A file, or merchant/channel: what stands under Channels or at Norce for it.",
        };
        var command = new Command(
            "check",
            "Says everything that is wrong with a channel's document, a line for each mistake: unknown keys with the "
            + "nearest known one, values, missing keys and placeholders. Ends with 0 when it is right, 78 when it is "
            + "not, 1 when it could not be read.")
        {
            target,
        };
        command.SetAction((parsed, stop) => ConfigurationCommand.Check(parsed.GetValue(target)!, stop));
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
