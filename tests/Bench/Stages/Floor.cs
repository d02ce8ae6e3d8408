using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Npgsql;
using QliroAdapter.Bench.Load;
using QliroAdapter.Bench.Partners;
using QliroAdapter.Bench.Programs;
using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.Bench.Stages;

/// <summary>
/// What nobody can go below. <em>floor</em>: the database alone, by pgbench, one upsert and one event of the usual size
/// in a transaction. <em>ideal</em>: as many calls as a push makes, to an endpoint that does nothing, and one such
/// transaction.
/// </summary>
internal static partial class Floor
{
    public const string Database = "floor";
    public const string Ideal = "ideal";

    // As large as the adapter's document of a settled push, and its event.
    private const int DocumentBytes = 3000;
    private const int EventBytes = 80;

    // Of each client.
    private const int TransactionsEach = 60;
    private static readonly string statements =
        $"""
        \set id random(1, 1000000)
        with written as (
            insert into floor_payments values (:id, 1, now(), repeat('x', {DocumentBytes}))
            on conflict (id) do update set version = floor_payments.version + 1, document = excluded.document
            returning version)
        insert into floor_events select :id::int, version, now(), 'completed', repeat('y', {EventBytes}) from written;
        """;

    private static string? script;

    public static async Task Measure(AllPrograms programs, Sizes sizes, Measurements results)
    {
        Progress.Say("  floor and ideal");
        results.Add(Rows.Settled, Database, await Transactions(programs, sizes));
        var baseline = programs.All.FirstOrDefault(program => program.Name == AllPrograms.Baseline);
        if (baseline is null) return;
        using var network = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        var empty = Uri.EscapeDataString(programs.Partners.Url + PartnerHost.Empty);
        results.Add(Rows.Settled, Ideal, await ClosedLoop.Run(
            [.. Enumerable.Range(0, sizes.Settled)], sizes.Callers, async number =>
            {
                using var request = new HttpRequestMessage(
                    HttpMethod.Post, new Uri($"{baseline.Url}/ideal/{Guid.CreateVersion7()}?empty={empty}"));
                using var answer = await network.SendAsync(request, CancellationToken.None);
                if (answer.StatusCode != HttpStatusCode.OK) throw new WrongAnswerException($"ideal: {answer.StatusCode}");
            }));
    }

    private static async Task<double> Transactions(AllPrograms programs, Sizes sizes)
    {
        var database = new NpgsqlConnectionStringBuilder(await programs.FloorDatabase());
        script ??= await Write(programs, database.ConnectionString);
        var said = await PostgresPrograms.Run(
            $"{PostgresPrograms.Command("pgbench")} -n -M prepared -h 127.0.0.1 -p {database.Port} -U postgres "
            + $"-c {sizes.Callers} -j 2 -t {TransactionsEach} -f {script} {database.Database}");
        var rate = Rate().Match(said);
        if (!rate.Success) throw new InvalidOperationException($"pgbench: {said}");
        return double.Parse(rate.Groups["tps"].Value, CultureInfo.InvariantCulture);
    }

    private static async Task<string> Write(AllPrograms programs, string database)
    {
        await PostgresServer.Execute(database,
            """
            create table floor_payments (
                id int primary key, version bigint not null, at timestamptz not null, document text not null);
            create table floor_events (
                id int not null, seq bigint not null, at timestamptz not null, kind text not null,
                summary text not null, primary key (id, seq));
            """);
        var path = programs.NewFile() + ".sql";
        await File.WriteAllTextAsync(path, statements);
        // PostgreSQL's user reads it.
        await PostgresPrograms.Run($"chmod -R a+rX {Path.GetDirectoryName(Path.GetDirectoryName(path))}");
        return path;
    }

    [GeneratedRegex(@"tps = (?<tps>[0-9.]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Rate();
}
