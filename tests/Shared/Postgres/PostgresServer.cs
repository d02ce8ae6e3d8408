using System.Diagnostics;
using System.Globalization;
using Npgsql;
using QliroAdapter.Silo;

namespace QliroAdapter.Tests.Postgres;

/// <summary>
/// A PostgreSQL server for this process only: on a free loopback port, with its data in a temporary folder, removed
/// when the process ends, however it ends. It flushes nothing to the disk unless told to: when it is killed, what it
/// wrote is still in the system's memory.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const int PortsTried = 5;

    private static readonly Lock gate = new();
    private static Task<PostgresServer>? shared;

    private readonly string folder;
    private readonly string settings;
    private readonly Process reaper;
    private int databases;

    private PostgresServer(string folder, string settings, Process reaper)
        => (this.folder, this.settings, this.reaper) = (folder, settings, reaper);

    /// <summary>Processor time of its processes that run, and of those that ended.</summary>
    public TimeSpan ProcessorTime => PostgresProcessorTime.Of(int.Parse(
        File.ReadLines($"{folder}/data/postmaster.pid").First(), CultureInfo.InvariantCulture));

    /// <summary>One server for all tests of the process that do not stop it.</summary>
    public static Task<PostgresServer> Shared
    {
        get
        {
            lock (gate) return shared ??= Start();
        }
    }

    /// <summary>The port it listens on; the same after a restart.</summary>
    public int Port { get; private set; }

    /// <summary>Creates and starts a server.</summary>
    /// <param name="isDurable">True flushes commits to the disk, for measurements.</param>
    /// <param name="parent">The folder for its folder; the system's temporary folder when absent.</param>
    public static async Task<PostgresServer> Start(bool isDurable = false, string? parent = null)
    {
        // A short path, because the server's socket is in it; the server's user must be able to open it.
        var place = Path.Combine(parent ?? "/tmp", $"pg-{Environment.ProcessId}-{Stopwatch.GetTimestamp():x}");
        var owner = PostgresPrograms.IsRoot ? "-o postgres " : "";
        await PostgresPrograms.Run($"install -d {owner}{place}");
        var speed = isDurable ? "" : " -c fsync=off -c full_page_writes=off";
        var server = new PostgresServer(place, speed, Reaper(place));
        await PostgresPrograms.Run(
            $"{PostgresPrograms.Command("initdb")} -D {place}/data -A trust -U postgres -E UTF8 --locale=C.UTF-8 "
            + (isDurable ? "" : "--no-sync"));
        for (var number = 1; ; number++)
        {
            server.Port = FreePort.Find();
            try
            {
                await server.Start();
                return server;
            }
            catch (InvalidOperationException) when (number < PortsTried)
            {
                // Another process took the port meanwhile.
            }
        }
    }

    /// <summary>Starts it again, on the same port and folder.</summary>
    public Task Start() => PostgresPrograms.Run(
        $"{PostgresPrograms.Command("pg_ctl")} -D {folder}/data -w -l {folder}/log start -o "
        + $"\"-p {Port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=200{settings}\"");

    /// <summary>Stops it as an operator does, or as a crash does.</summary>
    public Task Stop(bool crash = false) => PostgresPrograms.Run(
        $"{PostgresPrograms.Command("pg_ctl")} -D {folder}/data -w -m {(crash ? "immediate" : "fast")} stop");

    /// <summary>Creates an empty database and returns its connection string.</summary>
    public async Task<string> CreateDatabase()
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        await Execute(To("postgres"), $"create database {name}");
        return To(name);
    }

    /// <summary>Drops the database even while it is in use.</summary>
    public async Task DropDatabase(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await Execute(To("postgres"), $"drop database {name} with (force)");
    }

    /// <summary>Runs a statement on its own connection and returns the first value of the result.</summary>
    public static async Task<object?> Execute(string connectionString, string statement)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statement is written by the test.
        command.CommandText = statement;
#pragma warning restore CA2100
        command.CommandTimeout = 3600; // Filling a table with a million payments takes a while on a busy machine.
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Stops it and deletes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        reaper.StandardInput.Close();
        await reaper.WaitForExitAsync();
        reaper.Dispose();
    }

    private string To(string database) => $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database}";

    // Lives a moment longer than this process: its input ends when this process does, killed or not, and then it cleans
    // up.
    private static Process Reaper(string folder) => Process.Start(new ProcessStartInfo("/bin/sh",
    [
        "-c",
        $"exec >/dev/null 2>&1; trap '' INT TERM; cat; {PostgresPrograms.Command("pg_ctl")} -D {folder}/data "
        + $"-m immediate stop; rm -rf {folder}",
    ])
    {
        RedirectStandardInput = true, UseShellExecute = false, WorkingDirectory = "/",
    })!;
}
