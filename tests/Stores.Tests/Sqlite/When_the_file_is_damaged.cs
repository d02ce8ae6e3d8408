using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QliroAdapter.Store;
using QliroAdapter.Tests.Postgres;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Sqlite;

public sealed class When_the_file_is_damaged : IAsyncDisposable
{
    private const int CommitsLost = 1002;
    private const int DamageFound = 1040;

    private readonly SqliteHome home = new();
    private readonly LoggedIds log = new();

    [Fact]
    public async Task Should_not_be_ready_once_an_index_cannot_be_read()
    {
        await using (var sound = Store())
        {
            sound.Open();
            await sound.Commit(A.Payment("p1") with { DueAt = A.Noon }, CancellationToken.None);
            await sound.Probe(CancellationToken.None);
        }
        await Spoil("payments_due");
        await using var store = Store();
        store.Open();
        await store.Probe(CancellationToken.None);

        await Should.ThrowAsync<SqliteException>(() => store.Due(A.Noon, 10, CancellationToken.None));

        await Should.ThrowAsync<IOException>(() => store.Probe(CancellationToken.None));
        await Should.ThrowAsync<SqliteException>(() => store.Due(A.Noon, 10, CancellationToken.None));
        log.Ids.Count(id => id == DamageFound).ShouldBe(1);
    }

    [Fact]
    public async Task Should_say_so_when_the_write_ahead_log_was_deleted()
    {
        await CopyWhileOpen("p1", "p2");
        File.Delete(home.Path + "-wal");

        await using var store = Store();
        store.Open();

        log.Ids.ShouldContain(CommitsLost);
        (await store.Load(A.Payment("p2").Key, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Should_say_nothing_when_the_process_was_killed_and_nothing_was_lost()
    {
        await CopyWhileOpen("p1", "p2");

        await using (var store = Store())
        {
            store.Open();
            (await store.Load(A.Payment("p2").Key, CancellationToken.None)).ShouldNotBeNull();
        }
        await using var again = Store();
        again.Open();

        log.Ids.ShouldNotContain(CommitsLost);
    }

    [Fact]
    public async Task Should_say_nothing_when_another_program_folded_the_log_in()
    {
        await CopyWhileOpen("p1", "p2");
        await using (var other = new SqliteConnection($"Data Source={home.Path};Pooling=false"))
        {
            await other.OpenAsync();
            await using var command = other.CreateCommand();
            command.CommandText = "pragma wal_checkpoint(truncate)";
            await command.ExecuteNonQueryAsync();
        }

        await using var store = Store();
        store.Open();

        log.Ids.ShouldNotContain(CommitsLost);
    }

    [Fact]
    public async Task Should_not_be_ready_when_the_log_is_deleted_while_it_runs()
    {
        await using var store = Store();
        store.Open();
        await store.Probe(CancellationToken.None);

        File.Delete(home.Path + "-wal");

        (await Should.ThrowAsync<IOException>(() => store.Probe(CancellationToken.None)))
            .Message.ShouldContain("-wal was deleted");
    }

    [Fact]
    public async Task Should_not_call_a_lock_file_that_cannot_be_opened_another_process()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(home.Path)!);
        File.CreateSymbolicLink(home.Path + ".lock", home.Path + ".lock");
        await using var store = Store();

        Should.Throw<StoreStartException>(store.Open).Message.ShouldNotContain("another process");
    }

    [Fact]
    public async Task Should_not_call_a_read_only_file_system_another_process()
    {
        await using var disk = await SmallDisk.Mount(mebibytes: 8);
        home.LieIn(disk.Folder);
        await using (var once = Store()) once.Open();
        await PostgresPrograms.Run($"mount -o remount,ro {disk.Folder}");
        await using var store = Store();

        var refusal = Should.Throw<StoreStartException>(store.Open);

        refusal.Message.ShouldNotContain("another process");
        refusal.Message.ShouldContain("check the path, the permissions");
    }

    public ValueTask DisposeAsync() => home.DisposeAsync();

    private SqliteStore Store()
        => new(Options.Create(new SqliteStoreOptions { Path = home.Path }), TimeProvider.System, log);

    /// <summary>Leaves the files as a process that was killed does, with everything in the write-ahead log.</summary>
    private async Task CopyWhileOpen(params string[] payments)
    {
        var before = home.Path + ".before";
        await using (var running = SqliteHome.StoreAt(before))
        {
            running.Open();
            foreach (var payment in payments)
            {
                await running.Commit(A.Payment(payment), CancellationToken.None);
                await running.Probe(CancellationToken.None);
            }
            foreach (var end in (string[])["", "-wal"]) Copy(before + end, home.Path + end);
        }
        Copy(before + ".lock", home.Path + ".lock");
    }

    private static void Copy(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var target = File.Create(to);
        source.CopyTo(target);
    }

    /// <summary>Overwrites the first page of an index.</summary>
    private async Task Spoil(string index)
    {
        long page, size;
        await using (var connection = new SqliteConnection($"Data Source={home.Path};Pooling=false"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "select rootpage from sqlite_schema where name = @index";
            command.Parameters.AddWithValue("@index", index);
            page = (long)(await command.ExecuteScalarAsync())!;
            command.CommandText = "pragma page_size";
            size = (long)(await command.ExecuteScalarAsync())!;
        }
        await using var file = new FileStream(home.Path, FileMode.Open, FileAccess.Write);
        file.Seek((page - 1) * size, SeekOrigin.Begin);
        await file.WriteAsync(Enumerable.Repeat((byte)0x55, (int)size).ToArray());
    }

    private sealed class LoggedIds : ILogger<SqliteStore>
    {
        private readonly Lock gate = new();
        private readonly List<int> ids = [];

        public IReadOnlyList<int> Ids
        {
            get { lock (gate) return [.. ids]; }
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            lock (gate) ids.Add(eventId.Id);
        }
    }
}
