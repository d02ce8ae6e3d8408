namespace QliroAdapter.Store;

/// <summary>
/// Held while this process owns the database: a file beside it, open so that nobody else can open it. The operating
/// system lets go of it when the process ends, however it ends. The file itself stays; deleting it would let two
/// processes hold locks on two files of one name.
/// </summary>
internal sealed class OwnerLock : IDisposable
{
    private readonly FileStream file;

    private OwnerLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock, or says who stands in the way.</summary>
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

    /// <summary>True while a process owns the database. Makes no lock file where there is none.</summary>
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
