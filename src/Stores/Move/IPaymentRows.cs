namespace QliroAdapter.Store;

/// <summary>All payments of a store, read page by page while nobody writes.</summary>
internal interface IPaymentRows
{
    /// <summary>How many payments and creation records there are.</summary>
    Task<long> Count(CancellationToken cancellation);

    /// <summary>
    /// The next rows after a key, ordered by key (ordinal), at most 100 and about 8 MiB. An empty page is the end.
    /// </summary>
    Task<IReadOnlyList<PaymentRow>> After(string key, CancellationToken cancellation);

    /// <summary>The row of this key; null when there is none.</summary>
    Task<PaymentRow?> One(string key, CancellationToken cancellation);
}

internal static class PaymentRows
{
    /// <summary>Rows in one page: enough to make the round trips cheap, few enough to hold in memory.</summary>
    public const int PageRows = 100;

    /// <summary>
    /// Letters of documents after which a page ends: a document may have 4 MiB, and a hundred of those are too much.
    /// </summary>
    public const int PageLetters = 8 * 1024 * 1024;

    /// <summary>All rows, in the order of their keys.</summary>
    public static async IAsyncEnumerator<PaymentRow> All(this IPaymentRows rows, CancellationToken cancellation)
    {
        for (var last = ""; await rows.After(last, cancellation) is { Count: > 0 } page; last = page[^1].Key)
        {
            foreach (var row in page) yield return row;
        }
    }
}
