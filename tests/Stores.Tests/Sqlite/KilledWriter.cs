namespace QliroAdapter.Stores.Tests.Sqlite;

/// <summary>
/// The process that a test kills: it writes payments from many threads at once, and prints the name of each after it
/// was acknowledged. It never ends by itself.
/// </summary>
internal static class KilledWriter
{
    public const string Switch = "write-until-killed";

    public static async Task<int> Run(string path, string run)
    {
        await using var store = SqliteHome.StoreAt(path);
        store.Open();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            for (var number = 0; ; number++)
            {
                var payment = A.Payment($"{run}-{writer}-{number}");
                await store.Commit(payment, CancellationToken.None);
                await Console.Out.WriteLineAsync(payment.Key);
            }
        }));
        return 0;
    }
}
