using System.Security.Cryptography;

namespace QliroAdapter.Store;

/// <summary>Compares two stores row by row, in the order of their keys.</summary>
internal sealed class Comparison
{
    // Conflicts beyond this number are counted but not listed.
    private const int ListedMax = 20;

    private readonly List<string> listed = [];

    /// <summary>Payments and creation records of the source.</summary>
    public long SourceRows { get; private set; }

    /// <summary>Events in the histories of the source's rows.</summary>
    public long SourceEvents { get; private set; }

    public long TargetRows { get; private set; }

    /// <summary>SHA-256 over the digests of all rows, as hex.</summary>
    public string SourceHash { get; private set; } = "";

    public string TargetHash { get; private set; } = "";

    /// <summary>Rows that the target does not have.</summary>
    public long Missing { get; private set; }

    /// <summary>The last key before the first missing row; empty when the first row is missing.</summary>
    public string SameUntil { get; private set; } = "";

    /// <summary>
    /// Rows whose content differs in the target, or that only the target has. The move leaves them as they are.
    /// </summary>
    public long Conflicts { get; private set; }

    /// <summary>The first conflicts, one line each.</summary>
    public IReadOnlyList<string> Listed => listed;

    /// <summary>True when both hold the same rows and no others, by count and by hash.</summary>
    public bool IsSame => Missing == 0 && Conflicts == 0 && SourceRows == TargetRows && SourceHash == TargetHash;

    public static async Task<Comparison> Of(
        IPaymentRows source, IPaymentRows target, Action<long> tellRows, CancellationToken cancellation)
    {
        var comparison = new Comparison();
        using var sourceHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var targetHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var ours = source.All(cancellation);
        await using var theirs = target.All(cancellation);
        var our = await Next(ours);
        var their = await Next(theirs);
        while (our is not null || their is not null)
        {
            var order = their is null ? -1 : our is null ? 1 : string.CompareOrdinal(our.Key, their.Key);
            var ourDigest = order <= 0 ? our!.Digest() : null;
            var theirDigest = order >= 0 ? their!.Digest() : null;
            comparison.Count(our, ourDigest, their, theirDigest);
            if (ourDigest is not null)
            {
                sourceHash.AppendData(ourDigest);
                tellRows(comparison.SourceRows);
                our = await Next(ours);
            }

            if (theirDigest is not null)
            {
                targetHash.AppendData(theirDigest);
                their = await Next(theirs);
            }
        }

        comparison.SourceHash = Convert.ToHexStringLower(sourceHash.GetHashAndReset());
        comparison.TargetHash = Convert.ToHexStringLower(targetHash.GetHashAndReset());
        return comparison;
    }

    // A row belongs to a side when that side's digest is given.
    private void Count(PaymentRow? our, byte[]? ourDigest, PaymentRow? their, byte[]? theirDigest)
    {
        if (ourDigest is not null)
        {
            SourceRows++;
            SourceEvents += our!.Events.Count;
        }

        if (theirDigest is not null) TargetRows++;
        if (theirDigest is null) Missing++;
        else if (Missing == 0) SameUntil = their!.Key;
        if (theirDigest is null) return;
        if (ourDigest is null) Conflict($"{their!.Key}: only the target has it, at version {their.Version}");
        else if (!ourDigest.AsSpan().SequenceEqual(theirDigest)) Conflict(Difference(our!, their!));
    }

    private static string Difference(PaymentRow our, PaymentRow their) => our.Version != their.Version
        ? $"{our.Key}: version {our.Version} here, {their.Version} in the target"
        : $"{our.Key}: version {our.Version} on both sides, but not the same content";

    private void Conflict(string line)
    {
        Conflicts++;
        if (listed.Count < ListedMax) listed.Add(line);
    }

    private static async Task<PaymentRow?> Next(IAsyncEnumerator<PaymentRow> rows)
        => await rows.MoveNextAsync() ? rows.Current : null;
}
