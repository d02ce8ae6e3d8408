using Microsoft.Extensions.Options;
using QliroAdapter.Settings;
using QliroAdapter.Store;

namespace QliroAdapter.WebFront;

/// <summary>
/// <c>keys rotate</c>: has every payment's key wrapped by the first of <c>Adapter:DataKeys</c>, and every kept document
/// of a channel sealed under it.
/// </summary>
internal static class KeysCommand
{
    public static Task<int> Rotate(bool isDryRun, CancellationToken stop) => ResumableCommand.Run(settings =>
    {
        var rotation = new DataKeyRotation(new(Options.Create(settings.Read<KeyOptions>())), Console.WriteLine);
        return rotation.Run(
            settings.Read<SqliteStoreOptions>(), settings.Read<PostgresStoreOptions>(), isDryRun, stop);
    });
}
