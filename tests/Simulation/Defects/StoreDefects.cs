using QliroAdapter.Composition;
using QliroAdapter.Simulation.Engine;
using QliroAdapter.Ops;
using QliroAdapter.Store;
using QliroAdapter.Upselling;

namespace QliroAdapter.Simulation.Defects;

/// <summary>A mistake in how payments are stored.</summary>
internal sealed class StoreDefect(Func<IPaymentStore, World, PaymentCommit, Task<long>> mistake) : Defect
{
    public override IPaymentStore Around(IPaymentStore store, World world) => new Mistaken(store, world, mistake);

    private sealed class Mistaken(
        IPaymentStore store, World world, Func<IPaymentStore, World, PaymentCommit, Task<long>> mistake) : IPaymentStore
    {
        public Task<StoredPayment?> Load(string key, CancellationToken cancellation) => store.Load(key, cancellation);

        public Task<IReadOnlyList<TimelineEntry>> History(string key, CancellationToken cancellation)
            => store.History(key, cancellation);

        public Task<long> Commit(PaymentCommit commit, CancellationToken cancellation) => mistake(store, world, commit);

        public Task CountRepeat(PaymentRepeat repeat, CancellationToken cancellation)
            => store.CountRepeat(repeat, cancellation);

        public Task<IReadOnlyList<string>> Due(DateTimeOffset at, int max, CancellationToken cancellation)
            => store.Due(at, max, cancellation);
    }
}

/// <summary>The mistakes in storing.</summary>
internal static class StoreDefects
{
    /// <summary>Answers the caller while the write is still on its way.</summary>
    public static Task<long> AnswerBeforeCommit(IPaymentStore store, World world, PaymentCommit commit)
    {
        _ = Write();
        return Task.FromResult(commit.ExpectedVersion + 1);

        async Task Write()
        {
            try
            {
                await store.Commit(commit, CancellationToken.None);
            }
            catch (Exception lost) when (lost is StoreConflictException or StoreDownException)
            {
                world.Trace.Add($"the write of {commit.Key} was lost");
            }
        }
    }

    /// <summary>Does not store outbox entries.</summary>
    public static Task<long> OutboxForgotten(IPaymentStore store, World world, PaymentCommit commit)
        => commit.PaymentId.Length == 0 ? store.Commit(commit, CancellationToken.None)
            : store.Commit(commit with
            {
                Document = Features.Json.Write(
                Features.Json.Read(commit.Document) with { Outbox = [] }),
                OutboxEntries = 0
            }, CancellationToken.None);

    /// <summary>Answers received to a push about added goods, and does not store them.</summary>
    public static Task<long> GoodsForgotten(IPaymentStore store, World world, PaymentCommit commit)
    {
        if (commit.PaymentId.Length == 0 || Features.Json.Read(commit.Document) is not { Upsell: { } upsell } payment)
            return store.Commit(commit, CancellationToken.None);
        var forgetful = payment with { Upsell = upsell with { Attempts = [] } };
        return store.Commit(commit with { Document = Features.Json.Write(forgetful) }, CancellationToken.None);
    }

    /// <summary>Treats a lost race as won: what the turn decided, outbox entries included, is lost.</summary>
    public static async Task<long> ConflictSwallowed(IPaymentStore store, World world, PaymentCommit commit)
    {
        try
        {
            return await store.Commit(commit, CancellationToken.None);
        }
        catch (StoreConflictException)
        {
            return commit.ExpectedVersion + 1;
        }
    }

    /// <summary>Lets the last writer win.</summary>
    public static Task<long> NoFence(IPaymentStore store, World world, PaymentCommit commit)
        => store.Commit(commit with
        {
            ExpectedVersion = world.Store.Row(commit.Key) is { } known
            ? known.ExpectedVersion + 1
            : 0
        }, CancellationToken.None);

    /// <summary>Does not store the due time.</summary>
    public static Task<long> DueTimeForgotten(IPaymentStore store, World world, PaymentCommit commit)
        => store.Commit(commit with { DueAt = null }, CancellationToken.None);

    /// <summary>Stores a row of the timeline otherwise than it was signed.</summary>
    public static Task<long> RowChanged(IPaymentStore store, World world, PaymentCommit commit)
        => store.Commit(commit with
        {
            Timeline = [.. commit.Timeline.Select(entry => entry with { Summary = entry.Summary + " " })],
        }, CancellationToken.None);

    /// <summary>Makes payments found by the names of those who pay.</summary>
    public static Task<long> PersonAmongIds(IPaymentStore store, World world, PaymentCommit commit)
        => store.Commit(
            commit with { Ids = [.. commit.Ids, .. world.Persons.Secrets.Take(1)] }, CancellationToken.None);

    /// <summary>Makes payments found by the card that was saved.</summary>
    public static Task<long> CardAmongIds(IPaymentStore store, World world, PaymentCommit commit)
        => store.Commit(commit with
        {
            Ids =
            [
                .. commit.Ids,
                .. new[] { (string?)world.Norce.LivePayment(commit.OrderId)?["recurring"]?["token"] }.OfType<string>(),
            ],
        }, CancellationToken.None);
}
