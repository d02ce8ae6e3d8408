using Microsoft.Extensions.Options;
using QliroAdapter.Ops;
using QliroAdapter.Store;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests;

public abstract partial class PaymentStoreContract<THome>
{
    private readonly TimelineKeys timelineKeys
        = new(Options.Create(new KeyOptions { TimelineKeys = [NewKey(), NewKey()] }));

    private TimelineChain Chain => new(timelineKeys);

    private static string Row => $"payment_events where key = '{A.Payment("p1").Key}' and seq";

    [Fact]
    public async Task Should_verify_what_was_written()
    {
        await Signed();
        (await Mistakes()).ShouldBeEmpty();
    }

    /// <summary>Each is a way to change what happened.</summary>
    private static readonly string[] changes =
    [
        "update payment_events set summary = 'Version 3' where key = @key and seq = 3",
        "update payment_events set summary = summary || ' ' where key = @key and seq = 1",
        "update payment_events set kind = 'call' where key = @key and seq = 4",
        "delete from payment_events where key = @key and seq = 3",
        "delete from payment_events where key = @key and seq = 1",
        "delete from payment_events where key = @key and seq <= 2",
        "delete from payment_events where key = @key and seq >= 4",
        "delete from payment_events where key = @key",
        "update payments set document = replace(document, 'after', 'After') where key = @key",
        "update payments set version = version + 1 where key = @key",
        "update payments set chain = replace(chain, '.1.0.', '.1.1.') where key = @key",
        "update payments set chain = substr(chain, 1, length(chain) - 1) || 'x' where key = @key",
        "update payments set chain = 'x' where key = @key",
        "update payment_repeats set times = times + 1 where key = @key",
        "update payment_repeats set times = times - 1 where key = @key",
        "update payment_repeats set what = 'another; nothing changed' where key = @key",
        "update payment_repeats set last_at = first_at where key = @key",
        "update payment_repeats set first_at = last_at where key = @key",
        "update payment_repeats set signature = null where key = @key",
    ];

    [Fact]
    public async Task Should_find_what_was_changed()
    {
        await Signed();
        for (var number = 0; number < changes.Length; number++) await Signed($"q{number}");
        for (var number = 0; number < changes.Length; number++)
        {
            (await Mistakes($"q{number}")).ShouldBeEmpty();
            await home.Execute(changes[number].Replace("@key", $"'{A.Payment($"q{number}").Key}'", StringComparison.Ordinal));
            (await Mistakes($"q{number}")).ShouldNotBeEmpty(changes[number]);
        }
        (await Mistakes()).ShouldBeEmpty();
        (await Verified(since: A.Noon)).Changed.ShouldBe(changes.Length);
    }

    [Fact]
    public async Task Should_find_each_changed_letter_and_time_of_each_row()
    {
        await Signed();
        for (var row = 1; row <= 5; row++)
        {
            var written = (string)(await home.Execute($"select summary from {Row} = {row}"))!;
            for (var letter = 0; letter < written.Length; letter++)
            {
                var changed = written.ToCharArray();
                changed[letter]++;
                await home.Execute($"update payment_events set summary = '{new string(changed)}' where key = '{A.Payment("p1").Key}' and seq = {row}");
                (await Mistakes()).ShouldNotBeEmpty($"letter {letter} of row {row}");
            }
            await home.Execute($"update payment_events set summary = '{written}' where key = '{A.Payment("p1").Key}' and seq = {row}");
            (await Mistakes()).ShouldBeEmpty();
            await home.Execute(home.Place.Postgres.ConnectionString.Length > 0
                ? $"update payment_events set at = at + interval '1 microsecond' where key = '{A.Payment("p1").Key}' and seq = {row}"
                : $"update payment_events set at = at + 1 where key = '{A.Payment("p1").Key}' and seq = {row}");
            (await Mistakes()).ShouldNotBeEmpty($"the time of row {row}");
            await home.Execute(home.Place.Postgres.ConnectionString.Length > 0
                ? $"update payment_events set at = at - interval '1 microsecond' where key = '{A.Payment("p1").Key}' and seq = {row}"
                : $"update payment_events set at = at - 1 where key = '{A.Payment("p1").Key}' and seq = {row}");
        }
        (await Mistakes()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_find_rows_that_changed_places_and_rows_that_were_added()
    {
        await Signed();
        string Move(int from, int to)
            => $"update payment_events set seq = {to} where key = '{A.Payment("p1").Key}' and seq = {from}";
        foreach (var move in (string[])[Move(2, 99), Move(3, 2), Move(99, 3)]) await home.Execute(move);
        (await Mistakes()).ShouldNotBeEmpty();
        foreach (var move in (string[])[Move(2, 99), Move(3, 2), Move(99, 3)]) await home.Execute(move);
        (await Mistakes()).ShouldBeEmpty();

        await home.Execute(home.Place.Postgres.ConnectionString.Length > 0
            ? $"insert into payment_events (key, seq, at, kind, summary, filed_at) select key, 6, at, kind, 'x', filed_at from {Row} = 5"
            : $"insert into payment_events (key, seq, at, kind, summary) select key, 6, at, kind, 'x' from {Row} = 5");
        (await Mistakes()).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Should_not_cover_up_with_what_comes_after()
    {
        await Signed();
        await home.Execute($"update payments set document = replace(document, 'after', 'After') where key = '{A.Payment("p1").Key}'");
        var stored = (await LoadWhole(A.Payment("p1")))!;
        Chain.StateOf(stored).Broken.ShouldNotBeNull();
        await SignedCommit(A.Payment("p1", stored.Version));
        (await Mistakes()).ShouldNotBeEmpty();

        await home.Execute($"update payment_repeats set times = 100 where key = '{A.Payment("p2").Key}'");
        await Repeat("p2", Pushed, 50, expected: 2);
        (await Mistakes("p2")).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Should_take_in_what_was_written_before_timelines_were_signed()
    {
        await Commit(A.Payment("p1"));
        await Commit(A.Payment("p1", 1));
        await Repeat("p1", Pushed, 5, expected: 2);
        (await Mistakes()).ShouldBeEmpty();
        (await Verified(since: A.Noon)).Changed.ShouldBe(1);
        await SignAll();

        await SignedCommit(A.Payment("p1", 2));
        await SignedCommit(A.Payment("p1", 3));
        await Repeat("p1", Pushed, 8, expected: 4);

        (await Mistakes()).ShouldBeEmpty();
        (await Verified(since: A.Noon)).Changed.ShouldBe(0);
        await home.Execute($"update payment_events set summary = 'changed' where key = '{A.Payment("p1").Key}' and seq = 1");
        (await Mistakes()).ShouldNotBeEmpty("it is signed from then on, what came before too");
    }

    [Fact]
    public async Task Should_say_which_key_is_missing()
    {
        await Signed();
        var others = new TimelineKeys(Options.Create(new KeyOptions { TimelineKeys = [NewKey()] }));
        var lines = new List<string>();
        await new Verification(others, TimeProvider.System, lines.Add)
            .Run(home.Place.Sqlite, home.Place.Postgres, new(null, null), Cancellation);
        lines.Count.ShouldBe(2);
        lines.ShouldAllBe(line => line.Contains("is not in Adapter:TimelineKeys"));
    }

    /// <summary>Two payments, of five and of two rows, with a counted repeat each.</summary>
    private async Task Signed()
    {
        await SignAll();
        await Signed("p1");
        for (var version = 0; version < 2; version++) await SignedCommit(A.Payment("p2", version));
        await Repeat("p2", Pushed, 10, expected: 2);
    }

    private async Task Signed(string payment)
    {
        for (var version = 0; version < 5; version++) await SignedCommit(A.Payment(payment, version));
        foreach (var second in (int[])[10, 20, 30]) await Repeat(payment, Pushed, second, expected: 5);
    }

    private async Task SignAll()
    {
        home.Keys = timelineKeys;
        await Reopen();
    }

    private async Task SignedCommit(PaymentCommit commit)
    {
        var state = await LoadWhole(commit) is { } stored ? Chain.StateOf(stored) : TimelineState.None;
        var rows = Chain.NeedsRows(state) ? await Store.History(commit.Key, Cancellation) : [];
        await Commit(Chain.Link(commit, state, rows).Commit);
    }

    private async Task<IReadOnlyList<string>> Mistakes(string payment = "p1")
    {
        var lines = new List<string>();
        await new Verification(timelineKeys, TimeProvider.System, lines.Add).Run(
            home.Place.Sqlite, home.Place.Postgres, new(A.Payment(payment).Key, null), Cancellation);
        return lines;
    }

    private Task<VerificationResult> Verified(DateTimeOffset since)
        => new Verification(timelineKeys, TimeProvider.System, _ => { })
            .Run(home.Place.Sqlite, home.Place.Postgres, new(null, since), Cancellation);
}
