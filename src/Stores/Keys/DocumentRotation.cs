using System.Security.Cryptography;
using System.Text.Json;
using QliroAdapter.Norce;

namespace QliroAdapter.Store;

/// <summary>
/// Seals the kept documents of channels under the first of <c>Adapter:DataKeys</c>: those under another key, and those
/// that were stored in clear. A grain that writes meanwhile writes under its own first key, and is not overwritten.
/// </summary>
/// <param name="keys">The keys in the settings.</param>
/// <param name="tell">Called with each line of progress.</param>
internal sealed class DocumentRotation(DataKeys keys, Action<string> tell)
{
    private readonly ChannelVault vault = new(keys);

    public static async Task<IKeptDocuments> Open(
        SqliteStoreOptions sqlite, PostgresStoreOptions postgres, bool isReadOnly)
        => postgres.ConnectionString.Length > 0
            ? new PostgresKeptDocuments(await PostgresPlace.OpenMigrated(postgres))
            : new SqliteKeptDocuments(Path.GetFullPath(sqlite.Path), isReadOnly);

    /// <summary>True when all are under the first key.</summary>
    public async Task<bool> Run(IKeptDocuments documents, bool isDryRun, CancellationToken cancellation)
    {
        var others = await Others(documents, cancellation);
        if (isDryRun)
        {
            tell($"{others.Count} documents of channels are not under the first key");
            return others.Count == 0;
        }
        foreach (var (old, sealedAnew) in others)
        {
            if (sealedAnew is not null) await documents.Replace(old, sealedAnew, cancellation);
        }
        var left = await Others(documents, cancellation);
        foreach (var (document, _) in left)
            tell($"left: the document of {document.Channel}, until it is next read from Norce");
        if (others.Count > left.Count) tell($"{others.Count - left.Count} documents of channels are now under it");
        return left.Count == 0;
    }

    /// <summary>Those that are not under the first key, and what they become; null: nobody can open it.</summary>
    private async Task<IReadOnlyList<(KeptDocument Old, string? New)>> Others(
        IKeptDocuments documents, CancellationToken cancellation)
    {
        var others = new List<(KeptDocument, string?)>();
        foreach (var one in await documents.All(cancellation))
        {
            try
            {
                if (vault.Rewrap(one.Payload, one.Channel) is { } rewrapped) others.Add((one, rewrapped));
            }
            catch (Exception problem) when (problem is DataKeyMissingException or CryptographicException
                or JsonException or InvalidOperationException)
            {
                others.Add((one, null));
            }
        }
        return others;
    }
}
