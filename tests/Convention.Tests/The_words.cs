using System.Text.RegularExpressions;

namespace QliroAdapter.Convention.Tests;

/// <summary>
/// Things are called by the trade's words, so that an engineer who knows Orleans and payments finds them. These tests
/// refuse names with words that were given up, and require that each word of the trade stands in the documentation of
/// the file that it should lead to.
/// </summary>
public sealed partial class The_words
{
    /// <summary>Refused as a part of any name: <c>OwedCall</c>, <c>callOwed</c>.</summary>
    private static readonly string[] refused =
    [
        "Owed", "Owing", "Owe", "Owes", "Drift", "Drifts", "Picture", "Ladder", "Patience", "Books", "Beside", "Overtaken",
        "Intake", "Happened", "Away", "Spared", "Most", "Least",
    ];

    /// <summary>Refused only as a whole name, because within other names the word is ordinary English.</summary>
    private static readonly string[] refusedNames =
    [
        "TakeOver", "Sides", "CompareSides", "PaymentTerms", "PaymentLife", "PartnerGate", "PartnerGates", "HoldsUntil", "Standing",
        "Standings", "Draw", "Drawn", "Finding", "Findings", "Reading", "Hear", "Refer", "Waits", "LookAtQliro",
        "LookAtNorce", "SettleNorce", "DeliverOwed", "Delivery", "NorcePicture", "RetryLadder", "TryNow",
        "BringTogether",
    ];

    /// <summary>
    /// Allowed in names of situations and promises: they are sentences, in which these are ordinary English.
    /// </summary>
    private static readonly string[] ordinary = ["away", "beside", "happened", "most", "least"];

    /// <summary>
    /// <c>CallsMin</c> is the key of a published setting (<c>Outage:CallsMin</c>); <c>AwayFromZero</c> is .NET's
    /// name.
    /// </summary>
    private static readonly string[] exceptions = ["CallsMin", "AwayFromZero"];

    /// <summary>
    /// Columns and parameters that the previous version of the program uses, see sql/postgres/payments.sql. An index is
    /// named after its column.
    /// </summary>
    private static readonly string[] sqlExceptions = ["owed_calls", "p_owed_calls", "p_most", "payments_owing"];

    public static TheoryData<string, string> Searched => new()
    {
        { "transactional outbox", "src/Grains/Outbox/OutboxDispatcher.cs" },
        { "at-least-once", "docs/decisions/0002-outbox.md" },
        { "at least once", "src/Grains/Outbox/OutboxDispatcher.cs" },
        { "optimistic concurrency", "src/Grains/Store/IPaymentStore.cs" },
        { "version fence", "src/Grains/Store/IPaymentStore.cs" },
        { "dead letter", "src/Grains/Payments/ParkPayment.cs" },
        { "dead letter", "src/Grains/Outbox/OutboxEntry.cs" },
        { "circuit breaker", "src/Grains/Partners/PartnerCircuit.cs" },
        { "idempotency key", "src/Grains/OrderManagement/RequestIds.cs" },
        { "reconciliation", "src/Grains/Reconciliation/Reconcile.cs" },
        { "unknown outcome", "src/Grains/Partners/Answer.cs" },
        { "lease", "src/Grains/Store/DueLease.cs" },
        { "single-flight", "src/Grains/Partners/SharedRead.cs" },
        { "snapshot", "src/Grains/Reconciliation/PartnerSnapshot.cs" },
        { "snapshot", "src/Grains/Payments/ConfigurationSnapshot.cs" },
        { "webhook", "src/WebFront/QliroCallbacks/PushEndpoints.cs" },
        { "webhook", "src/Grains/Checkout/OurHooks.cs" },
    };

    [Fact]
    public void Should_not_name_anything_by_a_word_that_was_given_up()
        => Repository.Files(".cs").Where(file => !file.EndsWith("The_words.cs", StringComparison.Ordinal))
            .SelectMany(file => Names(Repository.Text(file)).Where(IsRefused).Select(name => $"{file}: {name}"))
            .ShouldBeEmpty();

    [Fact]
    public void Should_not_call_a_file_or_folder_by_one()
        => Repository.Files(".cs", ".md", ".sql").Where(file => file.Replace('-', '_').Split('/', '.').Any(IsRefused))
            .ShouldBeEmpty();

    [Fact]
    public void Should_not_say_one_in_sql_outside_of_migrations()
        => Repository.Files(".sql").Where(file => !char.IsAsciiDigit(Path.GetFileName(file)[0]))
            .SelectMany(file => SqlName().Matches(SqlComment().Replace(Repository.Text(file), ""))
                .Select(name => name.Value).Where(name => !sqlExceptions.Contains(name) && name.Split('_').Any(IsGivenUp))
                .Distinct().Select(name => $"{file}: {name}"))
            .ShouldBeEmpty();

    [Fact]
    public void Should_not_count_by_one()
        => Repository.Files(".cs").Where(file => file.StartsWith("src/", StringComparison.Ordinal))
            .SelectMany(file => Metric().Matches(Repository.Text(file)).Select(metric => metric.Groups["name"].Value)
                .Where(name => name.Split('.', '_').Any(IsGivenUp)).Select(name => $"{file}: {name}"))
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Searched))]
    public void Should_tell_a_searcher_where_the_thing_is(string word, string file)
        => Documentation(file).Contains(word, StringComparison.OrdinalIgnoreCase)
            .ShouldBeTrue($"{file} says nowhere in its documentation: {word}");

    /// <summary>The text of a document, or the doc comments of a code file, each on one line.</summary>
    private static string Documentation(string file) => file.EndsWith(".md", StringComparison.Ordinal)
        ? Spaces().Replace(Repository.Text(file), " ")
        : Spaces().Replace(string.Join(' ', Repository.Lines(file).Select(line => line.Trim())
            .Where(line => line.StartsWith("///", StringComparison.Ordinal)).Select(line => line[3..])), " ");

    private static bool IsRefused(string name) => !exceptions.Contains(name)
        && (refusedNames.Contains(name, StringComparer.Ordinal) || (name.Contains('_')
            ? name.Split('_').Any(word => !ordinary.Contains(word) && IsGivenUp(word))
            : Word().Matches(name).Any(word => IsGivenUp(word.Value))));

    private static bool IsGivenUp(string word) => refused.Contains(word, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The identifiers in code, each once. Comments, strings and characters are left out, and so are single words in
    /// lower case, which name only locals and occur in interpolated texts.
    /// </summary>
    private static IEnumerable<string> Names(string code) => Token().Matches(code)
        .Where(token => token.Groups["name"].Success && token.Value.Any(letter => !char.IsAsciiLetterLower(letter)))
        .Select(token => token.Value).Distinct(StringComparer.Ordinal);

    [GeneratedRegex("""
        (?<name>[A-Za-z]\w*)|//[^\n]*|\$*@?"{3,}[\s\S]*?"{3,}|@\$?"([^"]|"")*"|\$?"([^"\\\n]|\\.)*"|'([^'\\]|\\.)+'
        """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 5000)]
    private static partial Regex Token();

    [GeneratedRegex("[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", RegexOptions.None, 1000)]
    private static partial Regex Word();

    [GeneratedRegex("--[^\n]*", RegexOptions.NonBacktracking)]
    private static partial Regex SqlComment();

    [GeneratedRegex("[a-z][a-z_]+", RegexOptions.NonBacktracking)]
    private static partial Regex SqlName();

    [GeneratedRegex("""Create(Counter|UpDownCounter|Histogram|ObservableGauge|Gauge)[^(]*\(\s*"(?<name>[^"]+)""",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Metric();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
