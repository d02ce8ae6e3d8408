using Microsoft.Extensions.Options;
using Npgsql;
using QliroAdapter.Settings;
using QliroAdapter.Silo;
using QliroAdapter.Store;

namespace QliroAdapter.WebFront;

/// <summary><c>keys rotate</c>: has every payment's key wrapped by the first of <c>Adapter:DataKeys</c>.</summary>
internal static class KeysCommand
{
    public static async Task<int> Rotate(bool isDryRun, CancellationToken stop)
    {
        try
        {
            var settings = WebApplication.CreateBuilder().Configuration;
            var rotation = new DataKeyRotation(new(Options.Create(settings.Read<KeyOptions>())), Console.WriteLine);
            return await rotation.Run(
                settings.Read<SqliteStoreOptions>(), settings.Read<PostgresStoreOptions>(), isDryRun, stop)
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
