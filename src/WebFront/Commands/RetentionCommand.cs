using QliroAdapter.Settings;
using QliroAdapter.Store;

namespace QliroAdapter.WebFront;

/// <summary><c>retention</c>: deletes payments that are older than they are kept, or says which would be.</summary>
internal static class RetentionCommand
{
    /// <param name="days">How long they are kept; null: what the settings say.</param>
    /// <param name="isDryRun">Only tells.</param>
    /// <param name="stop">Ends it early.</param>
    public static Task<int> Run(int? days, bool isDryRun, CancellationToken stop)
        => ResumableCommand.Run(async settings =>
        {
            await new Retention(TimeProvider.System, Console.WriteLine).Run(
                settings.Read<SqliteStoreOptions>(), settings.Read<PostgresStoreOptions>(), DaysOf(days, settings),
                isDryRun, stop);
            return true;
        });

    private static int DaysOf(int? given, IConfiguration settings)
    {
        var days = given ?? settings.Read<RetentionOptions>().KeepPaymentDays
            ?? throw new SettingsException(["Storage:KeepPaymentDays is not set, and --days not given."]);
        return days >= RetentionOptions.DaysMin
            ? days
            : throw new SettingsException([$"--days must be {RetentionOptions.DaysMin} at least, not {days}."]);
    }
}
