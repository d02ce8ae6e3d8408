namespace QliroAdapter.Store;

/// <summary>
/// Payments for which nothing waits and that have not changed for long, of one store. Creation records of orders are
/// among them. Nodes may be at work meanwhile.
/// </summary>
internal interface IEndedPayments : IAsyncDisposable
{
    /// <summary>How many there are, by merchant and state. Changes nothing.</summary>
    /// <param name="before">Those that have not changed since.</param>
    /// <param name="cancellation">Stops it.</param>
    Task<IReadOnlyList<EndedPayments>> Count(DateTimeOffset before, CancellationToken cancellation);

    /// <summary>
    /// Deletes some of the oldest, each with all of its rows, in one transaction. Returns how many; 0 when none is left
    /// or another process is at it.
    /// </summary>
    /// <param name="before">Those that have not changed since.</param>
    /// <param name="max">How many at most.</param>
    /// <param name="cancellation">Stops it before it is done, and then nothing is deleted.</param>
    Task<int> Delete(DateTimeOffset before, int max, CancellationToken cancellation);

    /// <summary>Deletes what was counted or kept of a payment at the moment when it was deleted.</summary>
    Task DeleteLeftovers(CancellationToken cancellation);
}

/// <summary>What may be deleted of a merchant's payments.</summary>
/// <param name="Merchant">The merchant.</param>
/// <param name="State">Their state; that of creation records is <see cref="CreationRecords"/>.</param>
/// <param name="Payments">How many.</param>
/// <param name="Bytes">The texts of their documents and histories; indexes and pages come on top.</param>
internal sealed record EndedPayments(string Merchant, string State, long Payments, long Bytes)
{
    public const string CreationRecords = "creation records";
}
