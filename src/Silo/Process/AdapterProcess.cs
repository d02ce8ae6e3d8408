namespace QliroAdapter.Silo;

/// <summary>Runs a process from start to exit code; the same for every host.</summary>
public static class AdapterProcess
{
    /// <summary>The process stopped as it was asked to.</summary>
    public const int Stopped = 0;

    /// <summary>Something failed that no setting explains.</summary>
    public const int Failed = 1;

    /// <summary>Settings are missing or wrong (EX_CONFIG of sysexits).</summary>
    public const int WrongSettings = 78;

    /// <summary>True when nothing is asked for but the help.</summary>
    public static bool IsHelp(string[] args) => args is ["--help" or "-h" or "-?", ..];

    /// <summary>
    /// Builds and runs the app until it is told to stop. Mistakes are written to stderr, one line each.
    /// </summary>
    public static async Task<int> Run(string[] args, Func<WebApplicationBuilder, WebApplication> build)
    {
        try
        {
            await using var app = build(WebApplication.CreateBuilder(args));
            app.Lifetime.ApplicationStarted.Register(GiveBack);
            await app.RunAsync();
            return Stopped;
        }
        catch (Exception failure)
        {
            return await Explain(failure);
        }
    }

    /// <summary>
    /// Gives back the memory that only the start needed. Without callers there would be no collection that does it, and
    /// the process would keep 8 MB more.
    /// </summary>
    private static void GiveBack() => GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    /// <summary>Writes the reason of a failure to stderr and returns the exit code for it.</summary>
    public static async Task<int> Explain(Exception failure)
    {
        var mistakes = StartMistakes.In(failure);
        foreach (var mistake in mistakes)
            await Console.Error.WriteLineAsync(mistake);
        if (mistakes.Count > 0) return WrongSettings;
        await Console.Error.WriteLineAsync($"The adapter stopped: {StartMistakes.OneLine(failure)}");
        return Failed;
    }
}
