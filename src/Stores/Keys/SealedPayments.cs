namespace QliroAdapter.Store;

/// <summary>Payments that are not available, because the key that wraps theirs is not in the settings.</summary>
/// <param name="KeyId">Tells that key from others; no secret.</param>
/// <param name="Payments">How many.</param>
public sealed record SealedPayments(string KeyId, long Payments)
{
    /// <summary>Of the database that the settings choose; none when all are available.</summary>
    /// <exception cref="StoreStartException">The store cannot be opened, or is of another version.</exception>
    public static async Task<IReadOnlyList<SealedPayments>> Read(
        SqliteStoreOptions sqlite, PostgresStoreOptions postgres, DataKeys keys, CancellationToken cancellation)
    {
        await using var rows = await DataKeyRotation.Open(sqlite, postgres, isReadOnly: true);
        return
        [
            .. (await rows.Count(cancellation)).Where(one => !keys.Prefixes.Contains(one.Prefix))
                .Select(one => new SealedPayments(one.Prefix.Trim('.').Split('.')[^1], one.Payments)),
        ];
    }
}
