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
        InlineSockets.Use();
        try
        {
            await using var app = build(CreateBuilder(args));
            await app.RunAsync();
            return Stopped;
        }
        catch (Exception failure)
        {
            return await Explain(failure);
        }
    }

    /// <summary>
    /// What a host of ours uses of the framework: Kestrel, with TLS where a URL says so. HTTP/3, IIS, event logs and
    /// hosting startups of others would only be loaded. Settings are read at the start only, so files of settings are
    /// not watched: a database in the same folder changes many times in a second.
    /// </summary>
    private static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddHostedService<QuietMemory>();
        return builder;
    }

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
