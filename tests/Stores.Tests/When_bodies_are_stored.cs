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
        await Keep(await WithPayments(home));
        File.Exists(home.Path + ".bodies").ShouldBeTrue();
    }

    [Fact]
    public async Task Should_be_kept_by_postgresql()
    {
        await using var home = new PostgresHome();
        await home.Create();
        await using var store = PostgresHome.StoreAt(home.ConnectionString);
        await store.Open();
        await AddPayments(store);
        await Keep(new PostgresBodies(store));
    }

    [Fact]
    public async Task Should_be_sealed_when_there_are_data_keys()
    {
        await using var home = new SqliteHome();
        var stored = await WithPayments(home);
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
        await store.Payments.Commit(A.Payment("p2"), stop);
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

    [Fact]
    public async Task Should_not_come_to_sqlite_after_the_person_is_erased()
    {
        await using var home = new SqliteHome();
        var opened = await home.Open();
        await AddLate(opened, new SqliteBodies(Options.Create(new SqliteStoreOptions { Path = home.Path })));
        await opened.Close();
    }

    [Fact]
    public async Task Should_not_come_to_postgresql_after_the_person_is_erased()
    {
        await using var home = new PostgresHome();
        await home.Create();
        await using var store = PostgresHome.StoreAt(home.ConnectionString);
        await store.Open();
        await AddLate(new(store, store, store.Close), new PostgresBodies(store));
    }

    [Fact]
    public async Task Should_not_come_to_sqlite_while_the_person_is_erased()
    {
        await using var home = new SqliteHome();
        var opened = await home.Open();
        await AddMeanwhile(opened, new SqliteBodies(Options.Create(new SqliteStoreOptions { Path = home.Path })));
        await opened.Close();
    }

    [Fact]
    public async Task Should_not_come_to_postgresql_while_the_person_is_erased()
    {
        await using var home = new PostgresHome();
        await home.Create();
        await using var store = PostgresHome.StoreAt(home.ConnectionString);
        await store.Open();
        await AddMeanwhile(new(store, store, store.Close), new PostgresBodies(store));
    }

    /// <summary>What waited in memory as the payment was erased, and what belongs to no payment.</summary>
    private static async Task AddLate(OpenedStore store, ICallBodies bodies)
    {
        var stop = TestContext.Current.CancellationToken;
        var (erased, stays) = (A.Payment("p1"), A.Payment("p2"));
        await store.Payments.Commit(erased, stop);
        await store.Payments.Commit(stays, stop);
        await store.Payments.Commit(Erased(erased), stop);
        (await bodies.Add(
            [
                Body(erased.Key, 0, 200), VersionOf(erased.Key, 0), Body("shop/se/o/none", 0, 200),
                Body(stays.Key, 0, 200), VersionOf(stays.Key, 0),
            ], stop)).ShouldBe([stays.Key]);

        foreach (var key in (string[])[erased.Key, "shop/se/o/none"])
        {
            (await bodies.Find(key, 10, stop)).ShouldBeEmpty();
            (await bodies.Versions(key, stop)).ShouldBeEmpty();
        }
        (await bodies.Find(stays.Key, 10, stop)).Count.ShouldBe(1);
        (await bodies.Versions(stays.Key, stop)).Count.ShouldBe(1);
    }

    private static async Task AddMeanwhile(OpenedStore store, ICallBodies bodies)
    {
        var stop = TestContext.Current.CancellationToken;
        for (var number = 0; number < 50; number++)
        {
            var payment = A.Payment($"p{number}");
            await store.Payments.Commit(payment, stop);
            var adding = Task.Run(async () =>
            {
                for (var times = 0; times < 3; times++) await bodies.Add([Body(payment.Key, times, 200)], stop);
            }, stop);
            await store.Payments.Commit(Erased(payment), stop);
            await adding;
            (await bodies.Find(payment.Key, 10, stop)).ShouldBeEmpty($"{payment.Key}");
        }
    }

    private static PaymentCommit Erased(PaymentCommit payment) => payment with
    {
        ExpectedVersion = payment.ExpectedVersion + 1,
        Erases = true,
        Document = """{"key":"k","erasedAt":"2026-03-14T12:00:00+00:00"}""",
    };

    /// <summary>Of a store that is closed.</summary>
    private static async Task<SqliteBodies> WithPayments(SqliteHome home)
    {
        var store = await home.Open();
        await AddPayments(store.Payments);
        await store.Close();
        return new(Options.Create(new SqliteStoreOptions { Path = home.Path }));
    }

    private static async Task AddPayments(IPaymentStore store)
    {
        foreach (var key in (string[])["a", "b"])
            await store.Commit(A.Payment(key) with { Key = key }, TestContext.Current.CancellationToken);
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
        await KeepVersions(await WithPayments(home));
    }

    [Fact]
    public async Task Should_keep_versions_apart_from_calls_in_postgresql()
    {
        await using var home = new PostgresHome();
        await home.Create();
        await using var store = PostgresHome.StoreAt(home.ConnectionString);
        await store.Open();
        await AddPayments(store);
        await KeepVersions(new PostgresBodies(store));
    }

    [Fact]
    public async Task Should_seal_versions_as_calls()
    {
        await using var home = new SqliteHome();
        var stored = await WithPayments(home);
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
