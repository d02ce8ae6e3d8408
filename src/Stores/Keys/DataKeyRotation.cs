using System.Security.Cryptography;

namespace QliroAdapter.Store;

/// <summary>
/// Wraps the key of every payment by the first of <c>Adapter:DataKeys</c>. Documents are not touched, and nodes go on
/// working: a payment's key stays, only what wraps it changes. Kept documents of channels are sealed under it, too. May
/// be stopped at any point and run again: what is done is done. The first key must be known to every node before.
/// </summary>
/// <param name="keys">The keys in the settings.</param>
/// <param name="tell">Called with each line of progress.</param>
public sealed class DataKeyRotation(DataKeys keys, Action<string> tell)
{
    // One transaction: short enough that a turn's commit hardly notices it.
    private const int PageRows = 100;

    // A line of progress is given after this many payments.
    private const int TellEvery = 10_000;

    /// <summary>Of the database that the settings choose. True when every key is wrapped by the first.</summary>
    /// <param name="sqlite">Where the file is; used without PostgreSQL.</param>
    /// <param name="postgres">Names the database; not used with an empty connection string.</param>
    /// <param name="isDryRun">Only tells what there is.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="StoreStartException">The store cannot be opened.</exception>
    public async Task<bool> Run(
        SqliteStoreOptions sqlite, PostgresStoreOptions postgres, bool isDryRun, CancellationToken cancellation)
    {
        await using var rows = await Open(sqlite, postgres, isReadOnly: isDryRun);
        var isDone = await Run(rows, isDryRun, cancellation);
        await using var documents = await DocumentRotation.Open(sqlite, postgres, isReadOnly: isDryRun);
        isDone &= await new DocumentRotation(keys, tell).Run(documents, isDryRun, cancellation);
        if (isDryRun) return isDone;
        if (!await rows.Forget(cancellation))
        {
            tell("left: the write-ahead log, for somebody reads the database; run it again");
            return false;
        }
        if (isDone) tell($"all are under {NameOf(keys.Prefixes[0])}; the others can be removed.");
        return isDone;
    }

    internal static async Task<IWrappedKeys> Open(
        SqliteStoreOptions sqlite, PostgresStoreOptions postgres, bool isReadOnly)
        => postgres.ConnectionString.Length > 0
            ? await PostgresWrappedKeys.Open(postgres)
            : SqliteWrappedKeys.Open(Path.GetFullPath(sqlite.Path), isReadOnly);

    internal async Task<bool> Run(IWrappedKeys rows, bool isDryRun, CancellationToken cancellation)
    {
        if (!keys.AreThere) throw new StoreStartException("Adapter:DataKeys: there is no key to wrap with.");
        var counts = await rows.Count(cancellation);
        foreach (var (prefix, payments) in counts) tell($"{payments} payments under {NameOf(prefix)}");
        if (isDryRun) return counts.All(one => one.Prefix == keys.Prefixes[0]);
        foreach (var (prefix, payments) in counts.Where(one => one.Prefix != keys.Prefixes[0]))
        {
            if (keys.Prefixes.Contains(prefix)) await Rewrap(rows, prefix, payments, cancellation);
        }
        var left = (await rows.Count(cancellation)).Where(one => one.Prefix != keys.Prefixes[0]).ToList();
        foreach (var (prefix, payments) in left) tell($"left: {payments} payments under {NameOf(prefix)}");
        return left.Count == 0;
    }

    private async Task Rewrap(IWrappedKeys rows, string prefix, long payments, CancellationToken cancellation)
    {
        long done = 0;
        for (
            var last = "";
            await rows.Page(prefix, last, PageRows, cancellation) is { Count: > 0 } page;
            last = page[^1].Payment)
        {
            var replaced = await rows.Replace([.. page.SelectMany(Rewrapped)], cancellation);
            if ((done + replaced) / TellEvery > done / TellEvery) tell($"{done + replaced} of {payments} are done");
            done += replaced;
        }
        tell($"{done} payments are now under {NameOf(keys.Prefixes[0])}");
    }

    private IEnumerable<(WrappedKey Old, string New)> Rewrapped(WrappedKey one)
    {
        string wrapped;
        try
        {
            wrapped = keys.Rewrap(one.Text, one.Payment);
        }
        catch (CryptographicException)
        {
            tell($"{one.Payment}: its key was changed, and cannot be unwrapped");
            yield break;
        }
        yield return (one, wrapped);
    }

    private string NameOf(string prefix)
    {
        for (var place = 0; place < keys.Prefixes.Count; place++)
        {
            if (keys.Prefixes[place] == prefix) return $"Adapter:DataKeys:{place} ({prefix.Split('.')[1]})";
        }
        return $"a key that is not in Adapter:DataKeys ({prefix.Trim('.')})";
    }
}
