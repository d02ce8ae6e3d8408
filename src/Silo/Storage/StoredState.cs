using QliroAdapter.Store;

namespace QliroAdapter.Silo;

/// <summary>
/// A payment, or an order's creation record, as the grain storage carries it: read, a document; written, the whole
/// commit that makes a new one, so that columns, timeline and document travel in the provider's one statement.
/// </summary>
internal sealed record StoredState
{
    /// <summary>JSON, as last read; absent when there is none.</summary>
    public string? Document { get; init; }

    /// <summary>What is to be written; absent unless a write is under way.</summary>
    public PaymentCommit? Commit { get; init; }

    /// <summary>By which the database knows <see cref="Commit"/> again.</summary>
    public string? CommitId { get; init; }
}
