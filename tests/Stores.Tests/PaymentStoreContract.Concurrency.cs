using QliroAdapter.Store;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests;

public abstract partial class PaymentStoreContract<THome>
{
    private const int Writers = 64;

    [Fact]
    public async Task Should_take_concurrent_commits_to_different_payments()
    {
        var versions = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var last = 0L;
            for (var version = 0; version < 5; version++) last = await Commit(A.Payment($"p{writer}", version));
            return last;
        })));

        versions.ShouldAllBe(version => version == 5);
        for (var writer = 0; writer < Writers; writer++)
            (await Load(A.Payment($"p{writer}"))).ShouldBe(
                new(A.Payment($"p{writer}").Key, 5, A.Payment($"p{writer}", 4).Document));
    }

    [Fact]
    public async Task Should_let_one_of_many_concurrent_writers_of_a_version_win()
    {
        for (var version = 0; version < 5; version++)
        {
            var taken = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(
                () => IsTaken(A.Payment("p1", version) with { Document = $"writer {writer}" }))));

            taken.Count(won => won).ShouldBe(1);
            var stored = await Load(A.Payment("p1"));
            stored!.Version.ShouldBe(version + 1);
            stored.Document.ShouldBe($"writer {Array.IndexOf(taken, true)}");
        }

        (await Records.Timeline(A.Payment("p1").Key, 100, Cancellation)).Select(entry => entry.Sequence)
            .ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task Should_count_up_when_conflicting_writers_load_again()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var done = 0; done < 10;)
            {
                var version = (await Load(A.Payment("p1")))?.Version ?? 0;
                if (await IsTaken(A.Payment("p1", version))) done++;
            }
        })));

        (await Load(A.Payment("p1")))!.Version.ShouldBe(80);
        (await Records.Timeline(A.Payment("p1").Key, 100, Cancellation)).Select(entry => entry.Summary)
            .ShouldBe(Enumerable.Range(1, 80).Select(version => $"version {version}"));
    }

    [Fact]
    public async Task Should_keep_a_refused_commit_away_from_those_written_with_it()
    {
        await Commit(A.Payment("known"));
        var together = Enumerable.Range(0, Writers).Select(writer => (writer % 4) switch
        {
            0 => A.Payment("known"),                                                    // conflict: it is there
            1 => A.Payment($"p{writer}", 7),                                            // conflict: it is not
            2 => A.Payment($"p{writer}") with { OutboxEntries = -1 },                       // no store takes this
            _ => A.Payment($"p{writer}"),
        }).ToList();

        var written = await Task.WhenAll(together.Select(commit => Task.Run(() => IsWritten(commit))));

        written.ShouldBe(Enumerable.Range(0, Writers).Select(writer => writer % 4 == 3));
        for (var writer = 0; writer < Writers; writer++)
        {
            var stored = writer % 4 == 3;
            (await Load(A.Payment($"p{writer}")) is not null).ShouldBe(stored);
            (await Records.Timeline(A.Payment($"p{writer}").Key, 10, Cancellation)).Count.ShouldBe(stored ? 1 : 0);
        }
    }

    private async Task<bool> IsWritten(PaymentCommit commit)
    {
        try
        {
            return await IsTaken(commit);
        }
        catch (Exception refusal) when (refusal is not ShouldAssertException)
        {
            return false;
        }
    }
}
