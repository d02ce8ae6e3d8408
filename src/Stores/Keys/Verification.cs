using Npgsql;

namespace QliroAdapter.Store;

/// <summary>
/// Compares the timelines of stored payments with their signed heads (<see cref="TimelineCheck"/>). Changes nothing,
/// and may run on a copy, or beside running nodes.
/// </summary>
/// <param name="keys">Verify the heads.</param>
/// <param name="time">Tells which months retention may have dropped.</param>
/// <param name="tell">Called with a line for each finding, and with progress.</param>
public sealed class Verification(TimelineKeys keys, TimeProvider time, Action<string> tell)
{
    // A line of progress is given after this many payments.
    private const int TellEvery = 10_000;

    private readonly TimelineCheck check = new(keys);

    /// <summary>Of the database that the settings choose.</summary>
    /// <param name="sqlite">Where the file is; used without PostgreSQL.</param>
    /// <param name="postgres">Names the database; not used with an empty connection string.</param>
    /// <param name="scope">What is verified.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="StoreStartException">The store cannot be read, or there are no timeline keys.</exception>
    public async Task<VerificationResult> Run(
        SqliteStoreOptions sqlite, PostgresStoreOptions postgres, VerificationScope scope,
        CancellationToken cancellation)
    {
        if (!keys.AreThere) throw new StoreStartException("Adapter:TimelineKeys: there is no key to verify with.");
        if (postgres.ConnectionString.Length == 0)
        {
            using var file = SqliteRows.OpenToRead(Path.GetFullPath(sqlite.Path));
            return await Run(file, scope, droppedUntil: 0, cancellation);
        }
        var settings = new NpgsqlConnectionStringBuilder(postgres.ConnectionString);
        await using var source = PostgresPlace.Source(settings, 2);
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            var version = await PostgresMigrations.VersionOf(connection);
            if (version != PostgresMigrations.Newest)
                throw new StoreStartException(
                    $"{PostgresStoreOptions.ConnectionStringKey}: {PostgresPlace.Of(settings)} has schema version "
                    + $"{version} and this program reads version {PostgresMigrations.Newest}.");
            return await Run(new PostgresRows(connection), scope, DroppedUntil(postgres.KeepEventMonths), cancellation);
        }
        catch (NpgsqlException failure) when (failure is not PostgresException)
        {
            throw PostgresPlace.NotOpened(settings, failure);
        }
    }

    private async Task<VerificationResult> Run(
        IPaymentRows rows, VerificationScope scope, int droppedUntil, CancellationToken cancellation)
    {
        var result = new VerificationResult();
        if (scope.Payment is { } key)
        {
            return await rows.One(key, cancellation) is { } one
                ? Add(result, one, scope, droppedUntil)
                : throw new StoreStartException($"{key} is not stored.");
        }
        await using var all = rows.All(cancellation);
        while (await all.MoveNextAsync())
        {
            var next = Add(result, all.Current, scope, droppedUntil);
            if (next.All > result.All && next.All % TellEvery == 0) tell($"{next.All} payments were looked at");
            result = next;
        }
        return result;
    }

    private VerificationResult Add(
        VerificationResult result, PaymentRow row, VerificationScope scope, int droppedUntil)
    {
        // The creation record of an order: no money, and it has no chain.
        if (row.PaymentId.Length == 0) return result;
        var found = check.Mistakes(
            new(new(row.Key, row.Version, row.Document, row.DataKey, row.Chain, row.LastEvent), row.Events, row.Repeats,
                row.UpdatedAt), droppedUntil).ToList();
        if (row.Chain is null && row.UpdatedAt >= scope.ChainedSince)
            found.Add(FormattableString.Invariant($"it was changed at {row.UpdatedAt:u} and has no signed head"));
        foreach (var finding in found) tell($"{row.Key}: {finding}");
        return result with
        {
            All = result.All + 1,
            Changed = result.Changed + (found.Count > 0 ? 1 : 0),
            Before = result.Before + (row.Chain is null ? 1 : 0),
            LastBefore = row.Chain is null && !(row.UpdatedAt <= result.LastBefore) ? row.UpdatedAt : result.LastBefore,
        };
    }

    // As the housekeeping of PostgreSQL drops them.
    private int DroppedUntil(int keepMonths)
    {
        if (keepMonths == 0) return 0;
        var last = time.GetUtcNow().UtcDateTime.AddMonths(-keepMonths - 1);
        return (last.Year * 100) + last.Month;
    }
}

/// <summary>What is verified.</summary>
/// <param name="Payment">Its key; null: all payments.</param>
/// <param name="ChainedSince">
/// Since when timelines are signed: a payment that was changed at that time or later has a head. Null: not looked at.
/// </param>
public sealed record VerificationScope(string? Payment, DateTimeOffset? ChainedSince);

/// <summary>What was found.</summary>
public sealed record VerificationResult
{
    public long All { get; init; }

    /// <summary>Payments that are not as they were written.</summary>
    public long Changed { get; init; }

    /// <summary>Payments that were stored before timelines were signed, of which nothing can be said.</summary>
    public long Before { get; init; }

    /// <summary>When the last of those was changed; absent when there is none.</summary>
    public DateTimeOffset? LastBefore { get; init; }
}
