namespace QliroAdapter.Store;

/// <summary>Everything a store holds, read page by page while nobody writes.</summary>
internal interface IPaymentRows
{
    /// <summary>How many payments and creation records there are.</summary>
    Task<long> Count(CancellationToken cancellation);

    /// <summary>
    /// The next rows in the order of their keys (ordinal), at most 100 and about 8 MiB; none: it was the end.
    /// </summary>
    Task<IReadOnlyList<PaymentRow>> After(string key, CancellationToken cancellation);
}

internal static class PaymentRows
{
    /// <summary>Rows in one page: enough that the round trip does not count, few enough to hold in memory.</summary>
    public const int PageRows = 100;

    /// <summary>Letters of documents after which a page is cut: one of 4 MiB must not come a hundred times.</summary>
    public const int PageLetters = 8 * 1024 * 1024;

    /// <summary>All of them, one after the other.</summary>
    public static async IAsyncEnumerator<PaymentRow> All(this IPaymentRows rows, CancellationToken cancellation)
    {
        for (var last = ""; await rows.After(last, cancellation) is { Count: > 0 } page; last = page[^1].Key)
        {
            foreach (var row in page) yield return row;
        }
    }
}
