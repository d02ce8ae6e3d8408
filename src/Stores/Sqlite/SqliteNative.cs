using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace QliroAdapter.Store;

/// <summary>
/// Which SQLite library runs: the operating system's, which its vendor keeps patched, or the copy beside the program
/// (3.35, from 2021) on a machine that has none.
/// </summary>
internal static class SqliteNative
{
    /// <summary>The library's version, e.g. <c>3.40.1</c>. The first reader of it chooses the library.</summary>
    public static string Version { get; } = Choose();

    private static string Choose()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        raw.FreezeProvider();
        return raw.sqlite3_libversion().utf8_to_string();
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? paths)
    {
        if (!string.Equals(name, "e_sqlite3", StringComparison.Ordinal)) return 0;
        foreach (var candidate in Candidates())
            if (NativeLibrary.TryLoad(candidate, out var library)) return library;
        return 0;
    }

    private static IEnumerable<string> Candidates()
    {
        var processor = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        if (OperatingSystem.IsLinux())
        {
            yield return "libsqlite3.so.0";
            yield return Beside($"linux-{processor}/libe_sqlite3.so");
            yield return Beside($"linux-musl-{processor}/libe_sqlite3.so");
        }
        else if (OperatingSystem.IsMacOS())
        {
            yield return "/usr/lib/libsqlite3.dylib";
            yield return Beside($"osx-{processor}/libe_sqlite3.dylib");
        }
        else
        {
            yield return Beside($"win-{processor}/e_sqlite3.dll");
        }
    }

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, "sqlite", file);
}
