using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace QliroAdapter.Store;

/// <summary>
/// Held while this process owns the database: a lock file beside it, opened so that nobody else can open it. The
/// operating system releases it when the process ends, however it ends. The lock file itself stays: if it were deleted,
/// two processes could each lock a file of that name. It holds the mark of a recent commit, outside of the database, so
/// that a database that lost its last commits is told from a whole one.
/// </summary>
internal sealed class OwnerLock : IDisposable
{
    // The system's codes of a file that another process has locked: EAGAIN of Linux and of macOS, and Windows' own.
    private const int LockedOnLinux = 11;
    private const int LockedOnMac = 35;
    private const int LockedOnWindows = unchecked((int)0x80070020);

    private readonly FileStream file;

    private OwnerLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock for this process.</summary>
    /// <exception cref="StoreStartException">Another process owns the database.</exception>
    /// <exception cref="IOException">The lock file cannot be made or opened.</exception>
    public static OwnerLock Take(string databasePath)
    {
        var path = databasePath + ".lock";
        try
        {
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException held) when (IsLocked(held))
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
        catch (IOException problem)
        {
            return IsLocked(problem);
        }
    }

    /// <summary>
    /// The mark of the last owner; null when there is none, or none that is whole. Not later than the commit that was
    /// marked.
    /// </summary>
    public long? Marked()
    {
        Span<byte> mark = stackalloc byte[sizeof(long)];
        return RandomAccess.Read(Handle, mark, 0) == mark.Length ? BinaryPrimitives.ReadInt64LittleEndian(mark) : null;
    }

    /// <summary>
    /// Replaces the mark. Handed to the operating system and not waited for: after a loss of power it may be an older
    /// one, which raises no false alarm.
    /// </summary>
    public void Mark(long commit)
    {
        Span<byte> mark = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(mark, commit);
        try
        {
            RandomAccess.Write(Handle, mark, 0);
        }
        catch (IOException)
        {
            // The disk is full. The commit itself is on it.
        }
    }

    private SafeFileHandle Handle => file.SafeFileHandle;

    private static bool IsLocked(IOException problem)
        => problem.HResult is LockedOnLinux or LockedOnMac or LockedOnWindows;

    public void Dispose() => file.Dispose();
}
