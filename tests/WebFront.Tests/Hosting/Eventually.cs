namespace QliroAdapter.WebFront.Tests;

/// <summary>Waits in real time, because requests cross a real socket and nothing signals their arrival.</summary>
internal static class Eventually
{
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(20);

    public static Task True(Func<bool> condition) => True(() => Task.FromResult(condition()));

    public static async Task True(Func<Task<bool>> condition)
    {
        for (var attempt = 0; attempt < 1500; attempt++)
        {
            if (await condition()) return;
            await Task.Delay(pause, TimeProvider.System);
        }
        throw new TimeoutException("Nothing came of it within 30 s.");
    }
}
