using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using QliroAdapter.Ops;
using QliroAdapter.Stores.Tests.Postgres;
using QliroAdapter.Stores.Tests.Sqlite;
using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.Stores.Tests.Search;

/// <summary>
/// A run of its own, because it takes minutes: <c>dotnet QliroAdapter.Stores.Tests.dll million 1000000</c> fills both
/// stores and prints how long each search, and what the landing page reads, takes. Ends with 1 when one took longer than
/// <see cref="LimitMilliseconds"/>; the best of three counts, because the machine may be busy.
/// </summary>
internal static class MillionPayments
{
    public const string Switch = "million";

    private const int LimitMilliseconds = 300;

    private const int Tries = 3;

    public static async Task<int> Run(string count)
    {
        var payments = int.Parse(count, CultureInfo.InvariantCulture);
        var slow = 0;
        foreach (var (name, home) in (IEnumerable<(string, IStoreHome)>)
            [("SQLite", new SqliteHome()), ("PostgreSQL", new PostgresHome())])
        {
            await using (home)
            {
                await (await home.Open()).Close();
                var filling = Stopwatch.StartNew();
                await Fill(home, payments);
                Console.WriteLine($"{name}: {payments} payments written in {filling.Elapsed.TotalSeconds:0} s");
                var store = await home.Open();
                slow += await Measure(name, store.Records, Filled.ChangedAt(payments));
                await store.Close();
            }
        }
        return slow == 0 ? 0 : 1;
    }

    public static async Task Fill(IStoreHome home, int count)
    {
        if (home is PostgresHome postgres)
        {
            await PostgresServer.Execute(
                postgres.ConnectionString + ";Command Timeout=1800", Filled.Postgres(count));
            return;
        }
        await using var connection = new SqliteConnection($"Data Source={((SqliteHome)home).Path};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"begin; {Filled.Sqlite(count)} commit";
        command.CommandTimeout = 1800;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<int> Measure(string name, IPaymentRecords records, DateTimeOffset newest)
    {
        var slow = 0;
        foreach (var (what, search) in Searches.Of(newest))
        {
            slow += await Measure($"{name}: {what}", async () =>
            {
                var found = await records.Find(search, default);
                await records.EndOf(search, default);
                return found.Count;
            });
        }
        StateCounts? kept = null;
        slow += await Measure($"{name}: landing page, for the first time", async () =>
        {
            kept = new(records, TimeProvider.System);
            return await Land(records, kept, newest);
        });
        slow += await Measure($"{name}: landing page", () => Land(records, kept!, newest));
        var counting = Stopwatch.StartNew();
        await records.CountByState(default);
        Console.WriteLine($"{name}: counting by state, which no page waits for, took "
            + $"{counting.Elapsed.TotalMilliseconds:0} ms");
        return slow;
    }

    /// <summary>What the page reads, at the same time as it does.</summary>
    private static async Task<int> Land(IPaymentRecords records, StateCounts counts, DateTimeOffset newest)
    {
        var counted = counts.Read(default);
        var backlog = Task.Run(() => records.Backlog(newest, default));
        var needing = Task.Run(() => records.Find(new() { NeedsPersonAt = newest, RowsMax = 100 }, default));
        var found = Task.Run(() => records.Find(new() { RowsMax = 100 }, default));
        await Task.WhenAll(counted, backlog, needing, found);
        return (await found).Count;
    }

    private static async Task<int> Measure(string what, Func<Task<int>> read)
    {
        var (best, rows) = (double.MaxValue, 0);
        for (var number = 0; number < Tries; number++)
        {
            var watch = Stopwatch.StartNew();
            rows = await read();
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }
        var isSlow = best > LimitMilliseconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{best,8:0.0} ms  {rows,4} rows  {what}{(isSlow ? "  TOO SLOW" : "")}"));
        return isSlow ? 1 : 0;
    }
}
