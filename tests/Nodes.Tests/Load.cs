namespace QliroAdapter.Nodes.Tests;

/// <summary>Purchases side by side; every so many of them, something happens to the nodes.</summary>
internal static class Load
{
    private const int Shoppers = 6;

    /// <summary>Runs as many purchases; all are whole at its end.</summary>
    /// <param name="nodes">What serves them.</param>
    /// <param name="purchases">How many in all.</param>
    /// <param name="mishaps">What happens meanwhile, spread evenly, one after the other.</param>
    public static async Task Run(ThreeNodes nodes, int purchases, params Func<Task>[] mishaps)
    {
        var (begun, done) = (0, 0);
        var shopping = Enumerable.Range(0, Shoppers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref begun) <= purchases)
            {
                await new Purchase(nodes).Run();
                Interlocked.Increment(ref done);
            }
        })).ToList();
        for (var number = 0; number < mishaps.Length; number++)
        {
            var due = purchases * (number + 1) / (mishaps.Length + 1);
            await Wait.Until(() => Volatile.Read(ref done) >= due || shopping.Exists(shopper => shopper.IsFaulted));
            await mishaps[number]();
        }

        await Task.WhenAll(shopping);
        done.ShouldBe(purchases);
    }
}
