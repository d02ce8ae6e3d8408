using System.Diagnostics;
using Microsoft.Data.Sqlite;
using QliroAdapter.Bench.Partners;
using QliroAdapter.Bench.Programs;
using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.Bench.Stages;

/// <summary>
/// The cost of one more push beside many payments: two adapters on the same store, one with an empty database and one
/// with a full one. Pushes go to both alternately, one at a time, so that other load on the machine affects both. The
/// full database holds copies of a real settled payment with its history.
/// </summary>
internal static class AmongStored
{
    // Of about ten events for each payment; these are enough to make the index as deep.
    private const int EventsCopied = 4;

    // A new process compiles its code during these.
    private const int WarmUp = 50;

    // The unit in which the gaps between copies' times are: whole milliseconds.
    private static string FillSqlite(int payments) =>
        $"""
        pragma cache_size = -200000;
        create temporary table model as
        select * from payments where payment_id <> '' and owed_calls = 0 order by updated_at desc limit 1;
        begin;
        with recursive copies (number) as (select 1 union all select number + 1 from copies where number < {payments})
        insert into payments (key, merchant, channel, order_id, payment_id, qliro_order_id, state, version, due_at,
                              parked_reason, owed_calls, updated_at, document)
        select key || number, merchant, channel, order_id || number, payment_id || number, qliro_order_id || number,
               state, version, null, null, 0, updated_at - number * 1000, document
        from copies, model;
        with recursive copies (number) as (select 1 union all select number + 1 from copies where number < {payments})
        insert into payment_events (key, seq, at, kind, summary)
        select event.key || number, seq, at, kind, summary
        from copies, payment_events as event where event.key = (select key from model) and seq <= {EventsCopied};
        commit;
        pragma wal_checkpoint(truncate);
        """;

    private static string FillPostgres(int payments) =>
        $"""
        create temporary table model as
        select * from payments where payment_id <> '' and owed_calls = 0 order by updated_at desc limit 1;
        insert into payments (key, merchant, channel, order_id, payment_id, qliro_order_id, state, version, due_at,
                              parked_reason, owed_calls, updated_at, last_event, commit_id, document)
        select key || number, merchant, channel, order_id || number, payment_id || number, qliro_order_id || number,
               state, version, null, null, 0, updated_at - make_interval(secs => number), last_event, null, document
        from model, generate_series(1, {payments}) as number;
        insert into payment_events (key, seq, at, kind, summary, filed_at)
        select event.key || number, seq, at, kind, summary, filed_at
        from payment_events as event join model using (key), generate_series(1, {payments}) as number
        where seq <= {EventsCopied};
        """;

    public static async Task Run(AllPrograms programs, Sizes sizes, Measurements results)
    {
        if (sizes.Stored == 0) return;
        var file = programs.NewFile();
        await Compare(programs, sizes, results, AllPrograms.OnSqlite, AllPrograms.Sqlite, programs.NewFile(), file,
            () => FillFile(file, sizes.Stored));
        var (empty, full) = (await programs.Server.CreateDatabase(), await programs.Server.CreateDatabase());
        await Compare(programs, sizes, results, AllPrograms.OnPostgres, AllPrograms.Postgres, empty, full,
            () => FillServer(full, sizes.Stored));
    }

    private static async Task Compare(
        AllPrograms programs, Sizes sizes, Measurements results, string store, string setting, string emptyPlace,
        string fullPlace, Func<Task> fill)
    {
        Progress.Say($"a push beside {sizes.Stored} payments, {store}");
        await using var empty = await BenchProgram.Adapter($"empty-{store}", (setting, emptyPlace), programs.Partners);
        await using var full = await BenchProgram.Adapter($"full-{store}", (setting, fullPlace), programs.Partners);
        await Push(full, WarmUp);
        var clock = Stopwatch.StartNew();
        full.Stop();
        await fill();
        await full.Start();
        Progress.Say($"  filled in {clock.Elapsed.TotalSeconds:0} s");
        await Push(full, WarmUp);
        await Push(empty, WarmUp);

        var (beside, alone) = (await Bought(full, sizes.AmongStored), await Bought(empty, sizes.AmongStored));
        var (slow, quick) = (new double[beside.Length], new double[alone.Length]);
        for (var number = 0; number < beside.Length; number++)
        {
            quick[number] = await Timed(empty, alone[number]);
            slow[number] = await Timed(full, beside[number]);
        }

        results.Add(Rows.Stored, store, Measurements.Median(slow) / Measurements.Median(quick));
    }

    private static async Task Push(BenchProgram program, int count)
    {
        foreach (var push in await Bought(program, count)) await program.Caller.Push(push);
    }

    private static async Task<Callback[]> Bought(BenchProgram program, int count)
    {
        var orders = await program.Partners.AddOrders(count);
        foreach (var order in orders) await program.Caller.Create(order);
        return await program.Partners.Pay(orders);
    }

    private static async Task<double> Timed(BenchProgram program, Callback push)
    {
        var sent = Stopwatch.GetTimestamp();
        await program.Caller.Push(push);
        return Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
    }

    private static async Task FillFile(string path, int payments)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Two numbers are put in.
        command.CommandText = FillSqlite(payments);
#pragma warning restore CA2100
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task FillServer(string database, int payments)
    {
        await PostgresServer.Execute(database, FillPostgres(payments));
        foreach (var after in (string[])["vacuum (analyze) payments", "vacuum (analyze) payment_events", "checkpoint"])
            await PostgresServer.Execute(database, after);
    }
}
