namespace QliroAdapter.Store;

/// <summary>
/// Held while this process owns the database: a lock file beside it, opened so that nobody else can open it. The
/// operating system releases it when the process ends, however it ends. The lock file itself stays: if it were deleted,
/// two processes could each lock a file of that name.
/// </summary>
internal sealed class OwnerLock : IDisposable
{
    private readonly FileStream file;

    private OwnerLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock for this process.</summary>
    /// <exception cref="StoreStartException">Another process owns the database.</exception>
    public static OwnerLock Take(string databasePath)
    {
        var path = databasePath + ".lock";
        try
        {
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException held) when (held is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new StoreStartException(
                $"Storage:Sqlite:Path: {databasePath} is owned by another process, which holds {path}; " +
                "stop that process or give this one a path of its own.", held);
        }
    }

    /// <summary>True while a process owns the database. Creates no lock file where there is none.</summary>
    public static bool IsHeld(string databasePath)
    {
        try
        {
            using var tried = new FileStream(
                databasePath + ".lock", FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public void Dispose() => file.Dispose();
}
