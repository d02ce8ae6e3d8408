using QliroAdapter.Settings;
using QliroAdapter.Store;

namespace QliroAdapter.WebFront;

/// <summary><c>migrate</c>: moves the payments of a growing shop from SQLite to PostgreSQL.</summary>
internal static class MigrateCommand
{
    public static Task<int> Run(string? from, string? to, CancellationToken stop) => ResumableCommand.Run(settings =>
    {
        var target = settings.Read<PostgresStoreOptions>();
        target.ConnectionString = to ?? target.ConnectionString;
        var source = from ?? settings.Read<SqliteStoreOptions>().Path;
        return new MoveToPostgres(source, target, Console.WriteLine).Run(stop);
    });
}
