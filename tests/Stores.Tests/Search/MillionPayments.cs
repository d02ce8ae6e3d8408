using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using QliroAdapter.Ops;
using QliroAdapter.Store;
using QliroAdapter.Stores.Tests.Postgres;
using QliroAdapter.Stores.Tests.Sqlite;
using QliroAdapter.Tests.Postgres;
using Shouldly;

namespace QliroAdapter.Stores.Tests.Search;

/// <summary>
/// A run of its own, because it takes minutes: <c>dotnet QliroAdapter.Stores.Tests.dll million 1000000</c> fills both
/// stores and prints how long each search, and what each page of the console reads, takes: the median of
/// <see cref="Tries"/> and the longest. Ends with 1 when a median is over <see cref="LimitMilliseconds"/>. With
/// <c>wait</c> behind the number, each database is kept until a line comes in.
/// </summary>
internal static class MillionPayments
{
    public const string Switch = "million";

    private const int LimitMilliseconds = 300;

    private const int Tries = 7;

    // As the pages read them.
    private const int PageRows = 100;
    private const int ParkedRows = 500;
    private const int ParkedMax = 2000;
    private const int EventRows = 50;
    private const int TimelineRows = 1000;
    private const int MerchantsMax = 50;

    /// <param name="count">How many payments.</param>
    /// <param name="waits">
    /// True: says where each database is, and keeps it until a line comes in, so that the whole program can be
    /// measured on it.
    /// </param>
    public static async Task<int> Run(string count, bool waits = false)
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
                slow += await MeasurePages(name, store, BodiesOf(home, store), Filled.ChangedAt(payments));
                await store.Close();
                if (!waits) continue;
                Console.WriteLine($"{name} is at {home.Place.Sqlite.Path} {home.Place.Postgres.ConnectionString}");
                await Console.In.ReadLineAsync();
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

    private static ICallBodies BodiesOf(IStoreHome home, OpenedStore store) => home is SqliteHome sqlite
        ? new SqliteBodies(Options.Create(new SqliteStoreOptions { Path = sqlite.Path }))
        : new PostgresBodies((PostgresStore)store.Payments);

    /// <summary>What the other pages read; bodies are there as many as are kept at most.</summary>
    private static async Task<int> MeasurePages(
        string name, OpenedStore store, ICallBodies bodies, DateTimeOffset newest)
    {
        var records = store.Records;
        var key = Filled.BusyKey;
        await FillBodies(bodies, key, newest);
        await store.Payments.Commit(Filled.Busy(TimelineRows, newest), default);
        var slow = await Measure($"{name}: a payment's page, with {TimelineRows} rows", async () =>
        {
            var found = await records.Find(new() { Text = key, IsExact = true, RowsMax = 1 }, default);
            var timeline = await records.Timeline(found[0].Key, TimelineRows, default);
            await store.Payments.Load(key, default);
            await bodies.Find(key, PageRows, default);
            return timeline.Count;
        });
        slow += await Measure($"{name}: kept callbacks", async () => (await bodies.Find(key, 1000, default)).Count);
        slow += await Measure($"{name}: a payment as it was, and what changed", async () =>
        {
            var versions = await bodies.Versions(key, default);
            (await bodies.Document(key, versions[^1], default)).ShouldNotBeNull();
            (await bodies.Document(key, versions[^2], default)).ShouldNotBeNull();
            return versions.Count;
        });
        slow += await Measure($"{name}: parked payments in groups", async () =>
        {
            var parked = new List<PaymentSummary>();
            var search = new PaymentSearch { ParkedOnly = true, RowsMax = ParkedRows };
            while (parked.Count < ParkedMax)
            {
                var rows = await records.Find(search, default);
                parked.AddRange(rows);
                if (rows.Count < ParkedRows) break;
                search = search with { After = new(rows[^1].UpdatedAt, rows[^1].Key) };
            }
            return parked.Count;
        });
        slow += await Measure($"{name}: the page of events, with their payments", async () =>
        {
            await records.Backlog(newest, default);
            var waiting = await records.Find(new() { EventsWaitingOnly = true, RowsMax = EventRows }, default);
            var given = await records.Find(new() { EventsGivenUpOnly = true, RowsMax = EventRows }, default);
            var loaded = await Task.WhenAll(waiting.Concat(given).Select(one => Task.Run(
                () => store.Payments.Load(one.Key, default))));
            return loaded.Length;
        });
        return slow + await Measure(
            $"{name}: merchants that wait", async () => (await records.Waiting(newest, MerchantsMax, default)).Count);
    }

    /// <summary>As many as are kept at most; one payment has a thousand of them.</summary>
    private static async Task FillBodies(ICallBodies bodies, string key, DateTimeOffset at)
    {
        const int Batch = 10_000;
        for (var filled = 0; filled < CallBody.StoredMax; filled += Batch)
        {
            await bodies.Add(
                [.. Enumerable.Range(filled, Batch).Select(number => Filled.Body(number, number % 200 == 0 ? key : null, at))],
                default);
        }
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
        slow += await Measure($"{name}: landing page, while the states are counted", async () =>
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
        var merchants = Task.Run(() => records.Waiting(newest, MerchantsMax, default));
        await Task.WhenAll(counted, backlog, needing, found, merchants);
        return (await found).Count;
    }

    private static async Task<int> Measure(string what, Func<Task<int>> read)
    {
        var (taken, rows) = (new double[Tries], 0);
        for (var number = 0; number < Tries; number++)
        {
            var watch = Stopwatch.StartNew();
            rows = await read();
            taken[number] = watch.Elapsed.TotalMilliseconds;
        }
        Array.Sort(taken);
        var median = taken[Tries / 2];
        var isSlow = median > LimitMilliseconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{median,8:0.0} ms, worst {taken[^1],8:0.0} ms  {rows,4} rows  {what}{(isSlow ? "  TOO SLOW" : "")}"));
        return isSlow ? 1 : 0;
    }
}
