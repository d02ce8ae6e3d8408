using Microsoft.Extensions.Options;
using Npgsql;
using QliroAdapter.Settings;
using QliroAdapter.Silo;
using QliroAdapter.Store;

namespace QliroAdapter.WebFront;

/// <summary><c>verify</c>: compares the timelines of payments with their signed heads.</summary>
internal static class VerifyCommand
{
    /// <param name="key">A payment; null: all.</param>
    /// <param name="sqlite">A file, such as a copy; null: what the settings say.</param>
    /// <param name="since">Since when timelines are signed.</param>
    /// <param name="stop">Ends it early.</param>
    public static async Task<int> Run(string? key, string? sqlite, DateTimeOffset? since, CancellationToken stop)
    {
        try
        {
            var settings = WebApplication.CreateBuilder().Configuration;
            var verification = new Verification(
                new(Options.Create(settings.Read<KeyOptions>())), TimeProvider.System, Console.WriteLine);
            var result = await verification.Run(
                sqlite is null ? settings.Read<SqliteStoreOptions>() : new() { Path = sqlite },
                sqlite is null ? settings.Read<PostgresStoreOptions>() : new(), new(key, since), stop);
            Console.WriteLine(FormattableString.Invariant(
                $"{result.All} payments: {result.All - result.Before - result.Changed} are as they were signed, ")
                + FormattableString.Invariant($"{result.Before} were stored before timelines were signed")
                + (result.LastBefore is { } last ? FormattableString.Invariant($" (changed last at {last:u})") : "")
                + FormattableString.Invariant($", {result.Changed} are not as they were written."));
            return result.Changed == 0 ? AdapterProcess.Stopped : AdapterProcess.Failed;
        }
        catch (OperationCanceledException)
        {
            return AdapterProcess.Failed;
        }
        catch (NpgsqlException lost)
        {
            await Console.Error.WriteLineAsync($"Stopped before the end: {StartMistakes.OneLine(lost)}");
            return AdapterProcess.Failed;
        }
        catch (Exception failure)
        {
            return await AdapterProcess.Explain(failure);
        }
    }
}
