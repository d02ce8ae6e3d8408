using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QliroAdapter.Ops;
using QliroAdapter.Store;
using QliroAdapter.Tests;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Sqlite;

/// <summary>
/// Whoever has an old data key and the files finds no wrapped key in them, in no page that is free and in no log.
/// </summary>
public sealed class When_keys_are_destroyed : IAsyncDisposable
{
    private const int Payments = 300;
    private const string Wrapped = "the-wrapped-key";

    // The same lives each time; what is written must not be.
    private readonly Random random = new(20);
    private readonly SqliteHome home = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SqliteStoreOptions Place => new() { Path = home.Path };

    [Fact]
    public async Task Should_leave_no_key_of_an_erased_payment_in_the_files()
    {
        await using var store = SqliteHome.StoreAt(home.Path);
        store.Open();
        var keys = await Live(store, payment => RandomText(payment));
        var before = Files();
        foreach (var (_, key) in keys) CountOf(key, before).ShouldBeGreaterThan(0, "what lies there is found");

        for (var number = 0; number < Payments; number += 2) await Erase(store, number);

        var after = Files();
        for (var number = 0; number < Payments; number++)
        {
            CountOf(keys[number], after).ShouldBe(number % 2 == 0 ? 0 : 1, $"payment {number}");
            CountOf(MailOf(number), after).ShouldBe(number % 2 == 0 ? 0 : 2, $"with its index, payment {number}");
        }
    }

    [Fact]
    public async Task Should_empty_the_log_once_a_reader_has_gone()
    {
        var time = new SimulatedTime();
        await using var store = new SqliteStore(Options.Create(Place), time, NullLogger<SqliteStore>.Instance);
        store.Open();
        await store.Commit(A.Payment("0") with { DataKey = Wrapped }, Cancellation);
        await using (await Reader(home.Path))
        {
            await store.Commit(A.Payment("0", 1) with { Erases = true }, Cancellation);
            CountOf(Wrapped).ShouldBeGreaterThan(0, "the reader still sees it");
        }

        await store.Probe(Cancellation);
        CountOf(Wrapped).ShouldBeGreaterThan(0, "it is not tried all the time");
        time.Advance(TimeSpan.FromSeconds(6));
        await store.Probe(Cancellation);
        CountOf(Wrapped).ShouldBe(0);
    }

    [Fact]
    public async Task Should_empty_the_log_of_a_process_that_died()
    {
        var before = home.Path + ".before";
        await using (var dies = SqliteHome.StoreAt(before))
        {
            dies.Open();
            await dies.Commit(A.Payment("0") with { DataKey = Wrapped }, Cancellation);
            await using var reader = await Reader(before);
            await dies.Commit(A.Payment("0", 1) with { Erases = true }, Cancellation);
            foreach (var end in (string[])["", "-wal"])
                await File.WriteAllBytesAsync(home.Path + end, Bytes(before + end), Cancellation);
        }
        CountOf(Wrapped).ShouldBeGreaterThan(0, "it died before it could");

        await using var store = SqliteHome.StoreAt(home.Path);
        store.Open();

        CountOf(Wrapped).ShouldBe(0);
    }

    [Fact]
    public async Task Should_be_ready_all_the_while()
    {
        await using var store = SqliteHome.StoreAt(home.Path);
        store.Open();
        for (var number = 0; number < 50; number++)
        {
            await store.Commit(A.Payment($"{number}"), Cancellation);
            await Task.WhenAll(
                store.Probe(Cancellation),
                store.Commit(A.Payment($"{number}", 1) with { Erases = true }, Cancellation),
                store.Probe(Cancellation));
        }
    }

    [Fact]
    public async Task Should_leave_no_key_that_was_wrapped_by_the_old_one()
    {
        var (old, young) = (NewKey(), NewKey());
        await using var store = SqliteHome.StoreAt(home.Path);
        store.Open();
        var keys = await Live(store, payment => KeysOf(old).Wrap(DataKeys.New(), payment));
        var before = Files();
        foreach (var (_, key) in keys) CountOf(key, before).ShouldBeGreaterThan(0, "what lies there is found");

        var lines = new List<string>();
        (await new DataKeyRotation(KeysOf(young, old), lines.Add).Run(Place, new(), isDryRun: false, Cancellation))
            .ShouldBeTrue(string.Join('\n', lines));

        var after = Files();
        foreach (var (number, key) in keys) CountOf(key, after).ShouldBe(0, $"payment {number}");
    }

    [Fact]
    public async Task Should_not_end_a_rotation_while_a_reader_keeps_the_log()
    {
        var (old, young) = (NewKey(), NewKey());
        await using var store = SqliteHome.StoreAt(home.Path);
        store.Open();
        var payment = A.Payment("0");
        await store.Commit(payment with { DataKey = KeysOf(old).Wrap(DataKeys.New(), payment.Key) }, Cancellation);
        var reader = await Reader(home.Path);
        var lines = new List<string>();
        var rotation = new DataKeyRotation(KeysOf(young, old), lines.Add);

        (await rotation.Run(Place, new(), isDryRun: false, Cancellation)).ShouldBeFalse();

        lines[^1].ShouldStartWith("left: the write-ahead log");
        await reader.DisposeAsync();
        (await rotation.Run(Place, new(), isDryRun: false, Cancellation)).ShouldBeTrue();
    }

    [Fact]
    public async Task Should_leave_no_body_of_an_erased_payment()
    {
        await using var store = SqliteHome.StoreAt(home.Path);
        store.Open();
        await store.Commit(A.Payment("0"), Cancellation);
        var secrets = Enumerable.Range(0, 20).Select(number => RandomText(number)).ToList();
        await new SqliteBodies(Options.Create(Place)).Add(
            [
                .. secrets.Select(text => new CallBody
                {
                    Key = A.Payment("0").Key, At = A.Noon, Partner = "Qliro", Operation = "GET order", Status = 200,
                    Request = "", Answer = text,
                }),
            ], Cancellation);
        foreach (var text in secrets) CountOf(text).ShouldBeGreaterThan(0, "what lies there is found");

        await store.Commit(A.Payment("0", 1) with { Erases = true }, Cancellation);

        foreach (var text in secrets) CountOf(text).ShouldBe(0);
    }

    public ValueTask DisposeAsync() => home.DisposeAsync();

    /// <summary>
    /// Payments that are written beside each other, each some times and with a document that grows: rows move, and
    /// pages are given back.
    /// </summary>
    private async Task<Dictionary<int, string>> Live(SqliteStore store, Func<string, string> newKey)
    {
        var turns = Enumerable.Range(0, Payments)
            .SelectMany(number => Enumerable.Repeat(number, random.Next(4, 12))).ToArray();
        random.Shuffle(turns);
        var keys = new Dictionary<int, string>();
        var versions = new int[Payments];
        foreach (var number in turns)
        {
            var version = versions[number]++;
            var payment = A.Payment($"{number}", version) with { Document = DocumentOf(version) };
            if (version == 0)
            {
                keys[number] = newKey(payment.Key);
                payment = payment with { DataKey = keys[number], Ids = [MailOf(number)] };
            }
            await store.Commit(payment, Cancellation);
        }
        return keys;
    }

    /// <summary>Somebody who reads until the connection is closed, such as a backup.</summary>
    private static async Task<SqliteConnection> Reader(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=false;Mode=ReadOnly");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "begin; select count(*) from payments";
        (await command.ExecuteScalarAsync(Cancellation)).ShouldBe(1L);
        return connection;
    }

    private static async Task Erase(SqliteStore store, int number)
    {
        var version = (await store.Load(A.Payment($"{number}").Key, Cancellation))!.Version;
        await store.Commit(A.Payment($"{number}", version) with { Erases = true }, Cancellation);
    }

    private string DocumentOf(int version) => $$"""{"is":"{{new string('x', random.Next(1000, 1800 + (600 * version)))}}"}""";

    private static string MailOf(int number)
        => "mail:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{number}")));

    private string RandomText(object about)
    {
        var bytes = new byte[60];
        random.NextBytes(bytes);
        return $"{about}." + Convert.ToBase64String(bytes);
    }

    /// <summary>How often it lies in the files.</summary>
    private int CountOf(string text) => CountOf(text, Files());

    private static int CountOf(string text, ReadOnlySpan<byte> files)
    {
        var (sought, count) = (Encoding.UTF8.GetBytes(text), 0);
        for (var at = 0; files[at..].IndexOf(sought) is var next and >= 0; at += next + 1) count++;
        return count;
    }

    private byte[] Files() =>
    [
        .. new[] { "", "-wal", ".bodies", ".bodies-wal" }.Select(end => home.Path + end).Where(File.Exists)
            .SelectMany(Bytes),
    ];

    private static byte[] Bytes(string file)
    {
        using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var read = new MemoryStream();
        source.CopyTo(read);
        return read.ToArray();
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static DataKeys KeysOf(params string[] keys) => new(Options.Create(new KeyOptions { DataKeys = keys }));
}
