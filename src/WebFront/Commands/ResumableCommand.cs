using Npgsql;
using QliroAdapter.Silo;

namespace QliroAdapter.WebFront;

/// <summary>A command on the stores that may be stopped at any time: run again, it goes on where it was.</summary>
internal static class ResumableCommand
{
    /// <summary>Runs the work and tells how it ended.</summary>
    /// <param name="work">Given the settings; true when all of it is done and right.</param>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> Run(Func<IConfiguration, Task<bool>> work)
    {
        try
        {
            return await work(WebApplication.CreateBuilder().Configuration)
                ? AdapterProcess.Stopped
                : AdapterProcess.Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped before the end; run it again to go on.");
            return AdapterProcess.Failed;
        }
        catch (NpgsqlException lost)
        {
            await Console.Error.WriteLineAsync(
                $"Stopped before the end ({StartMistakes.OneLine(lost)}); run it again to go on.");
            return AdapterProcess.Failed;
        }
        catch (Exception failure)
        {
            return await AdapterProcess.Explain(failure);
        }
    }
}
