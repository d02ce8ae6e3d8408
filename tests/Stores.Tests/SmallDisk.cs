using System.Diagnostics;
using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.Stores.Tests;

/// <summary>A disk in memory that can be filled, deleted with the process however that ends. Needs root.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const long Mebibyte = 1024 * 1024;

    private readonly Process reaper;

    private SmallDisk(string folder, Process reaper) => (Folder, this.reaper) = (folder, reaper);

    public string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

    public static async Task<SmallDisk> Mount(int mebibytes)
    {
        if (!PostgresPrograms.IsRoot)
            throw new InvalidOperationException(
                "A full disk is tried on a small disk in memory, and only root may mount one: run this test as root.");
        var folder = $"/tmp/disk-{Environment.ProcessId}-{Stopwatch.GetTimestamp():x}";
        await PostgresPrograms.Run(
            $"mkdir {folder} && mount -t tmpfs -o size={mebibytes}m,mode=0755 tmpfs {folder}");
        return new(folder, Process.Start(new ProcessStartInfo("/bin/sh",
            ["-c", $"exec >/dev/null 2>&1; trap '' INT TERM; cat; umount -l {folder}; rmdir {folder}"])
        {
            RedirectStandardInput = true, UseShellExecute = false, WorkingDirectory = "/",
        })!);
    }

    /// <summary>Fills the disk except for this much.</summary>
    public void Fill(int mebibytesLeft)
    {
        using var ballast = new FileStream(Ballast, FileMode.Create);
        var block = new byte[Mebibyte];
        var space = new DriveInfo(Folder).AvailableFreeSpace;
        for (var left = space - (mebibytesLeft * Mebibyte); left > 0; left -= Mebibyte)
            ballast.Write(block, 0, (int)Math.Min(left, Mebibyte));
    }

    /// <summary>Frees the space again.</summary>
    public void Relieve() => File.Delete(Ballast);

    public async ValueTask DisposeAsync()
    {
        reaper.StandardInput.Close();
        await reaper.WaitForExitAsync();
        reaper.Dispose();
    }
}
