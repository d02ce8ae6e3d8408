using System.Globalization;

namespace QliroAdapter.Store;

/// <summary>
/// Deletes payments for which nothing waits and that have not changed for longer than
/// <see cref="RetentionOptions.KeepPaymentDays"/>, with all of their rows. Nodes go on working: a turn whose payment
/// was deleted meanwhile meets the version fence, and begins again without it. May be stopped at any point and run
/// again.
/// </summary>
/// <param name="time">Tells what is old, and paces the work.</param>
/// <param name="tell">Called with each line for a person.</param>
public sealed class Retention(TimeProvider time, Action<string> tell)
{
    // One transaction: short enough that a turn's commit hardly notices it.
    private const int PagePayments = 50;

    // Between two of them others write.
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Of the database that the settings choose.</summary>
    /// <param name="sqlite">Where the file is; used without PostgreSQL.</param>
    /// <param name="postgres">Names the database; not used with an empty connection string.</param>
    /// <param name="keepDays">How long they are kept.</param>
    /// <param name="isDryRun">Only tells what there is.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="StoreStartException">The store cannot be opened.</exception>
    public async Task Run(
        SqliteStoreOptions sqlite, PostgresStoreOptions postgres, int keepDays, bool isDryRun,
        CancellationToken cancellation)
    {
        await using IEndedPayments ended = postgres.ConnectionString.Length > 0
            ? await PostgresEndedPayments.Open(postgres)
            : SqliteEndedPayments.Open(sqlite, isReadOnly: isDryRun);
        var before = time.GetUtcNow().AddDays(-keepDays);
        if (isDryRun) await Tell(ended, before, cancellation);
        else tell(FormattableString.Invariant($"{await Delete(ended, before, cancellation)} were deleted."));
    }

    /// <summary>Deletes all of them, in small pieces. Returns how many.</summary>
    internal async Task<long> Delete(IEndedPayments ended, DateTimeOffset before, CancellationToken cancellation)
    {
        long deleted = 0;
        while (await ended.Delete(before, PagePayments, cancellation) is var page and > 0)
        {
            deleted += page;
            await Task.Delay(pause, time, cancellation);
        }
        if (deleted > 0) await ended.DeleteLeftovers(cancellation);
        return deleted;
    }

    private async Task Tell(IEndedPayments ended, DateTimeOffset before, CancellationToken cancellation)
    {
        var counts = await ended.Count(before, cancellation);
        tell(string.Create(
            CultureInfo.InvariantCulture, $"Not changed since {before:u}, and nothing waits for them:"));
        foreach (var (merchant, state, payments, bytes) in counts)
            tell(string.Create(CultureInfo.InvariantCulture, $"{merchant} {state}: {payments}, {bytes} bytes"));
        tell(string.Create(
            CultureInfo.InvariantCulture,
            $"{counts.Sum(one => one.Payments)} in all, {counts.Sum(one => one.Bytes)} bytes. Nothing was deleted."));
    }
}
