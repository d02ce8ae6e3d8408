using Npgsql;
using QliroAdapter.Settings;
using QliroAdapter.Silo;
using QliroAdapter.Store;

namespace QliroAdapter.WebFront;

/// <summary><c>migrate</c>: moves the payments of a growing shop from SQLite to PostgreSQL.</summary>
internal static class MigrateCommand
{
    public static async Task<int> Run(string? from, string? to, CancellationToken stop)
    {
        try
        {
            var settings = WebApplication.CreateBuilder().Configuration;
            var target = settings.Read<PostgresStoreOptions>();
            target.ConnectionString = to ?? target.ConnectionString;
            var source = from ?? settings.Read<SqliteStoreOptions>().Path;
            return await new MoveToPostgres(source, target, Console.WriteLine).Run(stop)
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
