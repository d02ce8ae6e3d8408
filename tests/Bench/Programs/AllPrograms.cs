using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.Bench.Programs;

/// <summary>All programs of one run, side by side on one database server. Only one of them is called at a time.</summary>
internal sealed class AllPrograms : IAsyncDisposable
{
    public const string OnSqlite = "sqlite";
    public const string OnPostgres = "postgres";
    public const string TwoNodes = "two-nodes";
    public const string Baseline = "baseline";

    /// <summary>The settings by which a program gets its store.</summary>
    public const string Postgres = "Storage:Postgres:ConnectionString";

    /// <inheritdoc cref="Postgres"/>
    public const string Sqlite = "Storage:Sqlite:Path";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("bench-");
    private readonly List<BenchProgram> all = [];
    private string? floor;
    private int files;

    private AllPrograms(PartnerProcess partners, PostgresServer server) => (Partners, Server) = (partners, server);

    public PartnerProcess Partners { get; }

    public PostgresServer Server { get; }

    public IReadOnlyList<BenchProgram> All => all;

    /// <summary>Starts the programs with these names.</summary>
    public static async Task<AllPrograms> Start(IReadOnlyList<string> names)
    {
        var partners = await PartnerProcess.Start();
        // Beside the database file of SQLite, so that both stores write to the same disk.
        var programs = new AllPrograms(partners, await PostgresServer.Start(
            isDurable: true, Path.TrimEndingDirectorySeparator(Path.GetTempPath())));
        try
        {
            foreach (var name in names) programs.all.Add(await programs.StartOne(name));
            return programs;
        }
        catch
        {
            await programs.DisposeAsync();
            throw;
        }
    }

    /// <summary>The path of a new database file.</summary>
    public string NewFile() => Path.Combine(folder.CreateSubdirectory($"{++files}").FullName, "bench.db");

    /// <summary>The connection string of the database that no program uses.</summary>
    public async Task<string> FloorDatabase() => floor ??= await Server.CreateDatabase();

    public async ValueTask DisposeAsync()
    {
        foreach (var program in all) await program.DisposeAsync();
        Partners.Dispose();
        await Server.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task<BenchProgram> StartOne(string name) => name switch
    {
        OnSqlite => await BenchProgram.Adapter(name, (Sqlite, NewFile()), Partners),
        OnPostgres => await BenchProgram.Adapter(name, (Postgres, await Server.CreateDatabase()), Partners),
        TwoNodes => await BenchProgram.Adapter(name, (Postgres, await Server.CreateDatabase()), Partners, count: 2),
        Baseline => await BenchProgram.Baseline(await Server.CreateDatabase(), Partners),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "is no program"),
    };
}
