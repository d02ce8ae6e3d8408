using QliroAdapter.Ops;
using QliroAdapter.Store;

namespace QliroAdapter.Stores.Tests;

/// <summary>A place for one test's database; each store has its own kind.</summary>
public interface IStoreHome : IAsyncDisposable
{
    /// <summary>
    /// Opens the store on this place's database and creates it when it is missing. When it is opened again, it has the
    /// same rows.
    /// </summary>
    Task<OpenedStore> Open();

    /// <summary>Sign what the store counts, from the next <see cref="Open"/> on.</summary>
    TimelineKeys? Keys { get; set; }

    /// <summary>How long ended payments are kept, from the next <see cref="Open"/> on.</summary>
    RetentionOptions? Retention { get; set; }

    /// <summary>Where the commands find the database.</summary>
    (SqliteStoreOptions Sqlite, PostgresStoreOptions Postgres) Place { get; }

    /// <summary>Runs a statement that both databases understand, as an intruder would. Returns its first value.</summary>
    Task<object?> Execute(string statement);

    /// <summary>How large the stored payments are, with their indexes.</summary>
    Task<long> Bytes();

    /// <summary>Makes the database write only to this folder, from the first <see cref="Open"/> on.</summary>
    void LieIn(string folder);
}

/// <summary>An open store.</summary>
public sealed record OpenedStore(IPaymentStore Payments, IPaymentRecords Records, Func<Task> Close);
