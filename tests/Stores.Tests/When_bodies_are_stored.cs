using Microsoft.Extensions.Options;
using QliroAdapter.Ops;
using QliroAdapter.Store;
using QliroAdapter.Stores.Tests.Postgres;
using QliroAdapter.Stores.Tests.Sqlite;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests;

public sealed class When_bodies_are_stored
{
    [Fact]
    public async Task Should_be_kept_by_sqlite_in_a_file_of_their_own()
    {
        await using var home = new SqliteHome();
        await (await home.Open()).Close();
        await Keep(new SqliteBodies(Options.Create(new SqliteStoreOptions { Path = home.Path })));
        File.Exists(home.Path + ".bodies").ShouldBeTrue();
    }

    [Fact]
    public async Task Should_be_kept_by_postgresql()
    {
        await using var home = new PostgresHome();
        await home.Create();
        await using var store = PostgresHome.StoreAt(home.ConnectionString);
        await store.Open();
        await Keep(new PostgresBodies(store));
    }

    [Fact]
    public async Task Should_be_sealed_when_there_are_data_keys()
    {
        await using var home = new SqliteHome();
        await (await home.Open()).Close();
        var stored = new SqliteBodies(Options.Create(new SqliteStoreOptions { Path = home.Path }));
        var keys = KeysOf();
        await Keep(new SealedBodies(stored, keys));

        var stop = TestContext.Current.CancellationToken;
        var lain = (await stored.Find("a", 10, stop)).ShouldHaveSingleItem();
        lain.Answer.ShouldNotContain("1}");
        keys.Open(lain.Answer, "a").ShouldBe(Body("a", 0, 200).Answer);
        Should.Throw<System.Security.Cryptography.CryptographicException>(() => keys.Open(lain.Answer, "b"));
        (await new SealedBodies(stored, KeysOf()).Find("a", 10, stop)).ShouldHaveSingleItem().Answer
            .ShouldContain("which is not in Adapter:DataKeys");
    }

    [Fact]
    public async Task Should_go_from_sqlite_with_a_person_that_is_erased()
    {
        await using var home = new SqliteHome();
        var opened = await home.Open();
        await Erase(opened, new SqliteBodies(Options.Create(new SqliteStoreOptions { Path = home.Path })));
        await opened.Close();
    }

    [Fact]
    public async Task Should_go_from_postgresql_with_a_person_that_is_erased()
    {
        await using var home = new PostgresHome();
        await home.Create();
        await using var store = PostgresHome.StoreAt(home.ConnectionString);
        await store.Open();
        await Erase(new(store, store, store.Close), new PostgresBodies(store));
    }

    private static async Task Erase(OpenedStore store, ICallBodies bodies)
    {
        var stop = TestContext.Current.CancellationToken;
        await store.Payments.Commit(A.Payment("p1"), stop);
        await bodies.Add(
            [
                Body(A.Payment("p1").Key, 0, 200), Body(A.Payment("p2").Key, 0, 200), VersionOf(A.Payment("p1").Key, 0),
                VersionOf(A.Payment("p2").Key, 0),
            ], stop);
        await store.Payments.Commit(A.Payment("p1", 1) with { Erases = true }, stop);
        (await bodies.Find(A.Payment("p1").Key, 10, stop)).ShouldBeEmpty();
        (await bodies.Versions(A.Payment("p1").Key, stop)).ShouldBeEmpty();
        (await bodies.Versions(A.Payment("p2").Key, stop)).Count.ShouldBe(1);
        (await bodies.Find(A.Payment("p2").Key, 10, stop)).Count.ShouldBe(1);
    }

    private static DataKeys KeysOf() => new(Options.Create(
        new KeyOptions { DataKeys = [Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32))] }));

    private static async Task Keep(ICallBodies bodies)
    {
        var stop = TestContext.Current.CancellationToken;
        (await bodies.Find("a", 10, stop)).ShouldBeEmpty();
        await bodies.DeleteBefore(A.Noon, stop);
        CallBody[] kept = [Body("a", 0, 200), Body("a", 1, null), Body("b", 2, 503), Body("a", 3, 200)];
        await bodies.Add(kept, stop);

        var found = await bodies.Find("a", 10, stop);
        found.Select(body => body with { Id = 0 }).ShouldBe([kept[0], kept[1], kept[3]]);
        // By their ids, which rise, callbacks are replayed.
        found.Select(body => body.Id).ShouldBe([found[0].Id, found[0].Id + 1, found[0].Id + 3]);
        (await bodies.Find("a", 2, stop)).ShouldBe([found[1], found[2]]);
        await bodies.DeleteBefore(A.Noon.AddMinutes(2), stop);
        (await bodies.Find("a", 10, stop)).ShouldBe([found[2]]);
    }

    [Fact]
    public async Task Should_keep_versions_apart_from_calls_in_sqlite()
    {
        await using var home = new SqliteHome();
        await (await home.Open()).Close();
        await KeepVersions(new SqliteBodies(Options.Create(new SqliteStoreOptions { Path = home.Path })));
    }

    [Fact]
    public async Task Should_keep_versions_apart_from_calls_in_postgresql()
    {
        await using var home = new PostgresHome();
        await home.Create();
        await using var store = PostgresHome.StoreAt(home.ConnectionString);
        await store.Open();
        await KeepVersions(new PostgresBodies(store));
    }

    [Fact]
    public async Task Should_seal_versions_as_calls()
    {
        await using var home = new SqliteHome();
        await (await home.Open()).Close();
        var stored = new SqliteBodies(Options.Create(new SqliteStoreOptions { Path = home.Path }));
        await KeepVersions(new SealedBodies(stored, KeysOf()));

        var stop = TestContext.Current.CancellationToken;
        var version = (await stored.Versions("a", stop)).ShouldHaveSingleItem();
        (await stored.Document("a", version, stop))!.ShouldNotContain("document");
        (await new SealedBodies(stored, KeysOf()).Document("a", version, stop))!
            .ShouldContain("which is not in Adapter:DataKeys");
    }

    private static async Task KeepVersions(ICallBodies bodies)
    {
        var stop = TestContext.Current.CancellationToken;
        (await bodies.Versions("a", stop)).ShouldBeEmpty();
        CallBody[] kept = [VersionOf("a", 1), Body("a", 1, 200), VersionOf("b", 2), VersionOf("a", 3)];
        await bodies.Add(kept, stop);

        (await bodies.Find("a", 1, stop)).ShouldHaveSingleItem().Operation.ShouldBe("GET order");
        var found = await bodies.Versions("a", stop);
        found.Select(version => version with { Id = 0 }).ShouldBe([Version(1), Version(3)]);
        (await bodies.Document("a", found[1], stop)).ShouldBe("document3");
        (await bodies.Document("b", found[1], stop)).ShouldBeNull();
        await bodies.DeleteBefore(A.Noon.AddMinutes(2), stop);
        (await bodies.Versions("a", stop)).ShouldBe([found[1]]);
        (await bodies.Document("a", found[0], stop)).ShouldBeNull();
    }

    private static KeptVersion Version(int minutes) => new(minutes, 10, 12, A.Noon.AddMinutes(minutes));

    private static CallBody VersionOf(string key, int minutes) => new()
    {
        Key = key, At = A.Noon.AddMinutes(minutes), Partner = KeptVersion.Partner, Operation = Version(minutes).Name,
        Request = $"document{minutes}", Answer = "",
    };

    private static CallBody Body(string key, int minutes, int? status) => new()
    {
        Key = key, At = A.Noon.AddMinutes(minutes), Partner = "Qliro", Operation = "GET order", Status = status,
        Request = "", Answer = """{"ö":1}""",
    };
}
