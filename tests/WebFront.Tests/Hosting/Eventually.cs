namespace QliroAdapter.WebFront.Tests;

/// <summary>Waits in real time: requests cross a real socket, and nothing tells when they have arrived.</summary>
internal static class Eventually
{
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(10);

    public static async Task True(Func<bool> condition)
    {
        for (var attempt = 0; attempt < 1000 && !condition(); attempt++)
            await Task.Delay(pause, TimeProvider.System);
        condition().ShouldBeTrue("nothing came of it within 10 s");
    }
}
