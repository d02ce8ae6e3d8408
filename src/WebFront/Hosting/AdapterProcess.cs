namespace QliroAdapter.WebFront;

/// <summary>A process from start to exit code; the same for every host.</summary>
public static class AdapterProcess
{
    /// <summary>Stopped as asked.</summary>
    public const int Stopped = 0;

    /// <summary>Something failed that no setting explains.</summary>
    public const int Failed = 1;

    /// <summary>Settings are missing or wrong (EX_CONFIG of sysexits).</summary>
    public const int WrongSettings = 78;

    /// <summary>Builds and runs the app until it is told to stop; what went wrong is one line per mistake on stderr.</summary>
    public static async Task<int> Run(string[] args, Func<WebApplicationBuilder, WebApplication> build)
    {
        try
        {
            await using var app = build(WebApplication.CreateBuilder(args));
            await app.RunAsync();
            return Stopped;
        }
        catch (SettingsException wrong)
        {
            return await Tell(WrongSettings, wrong.Mistakes);
        }
        catch (InvalidDataException unreadable)
        {
            return await Tell(WrongSettings, [OneLine(unreadable)]);
        }
        catch (Exception failure)
        {
            return await Tell(Failed, [$"The adapter stopped: {OneLine(failure)}"]);
        }
    }

    private static string OneLine(Exception failure)
    {
        var causes = new List<string>();
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
            causes.Add(cause.Message.ReplaceLineEndings(" "));
        return string.Join(" | ", causes.Distinct(StringComparer.Ordinal));
    }

    private static async Task<int> Tell(int exitCode, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            await Console.Error.WriteLineAsync(line);
        return exitCode;
    }
}
