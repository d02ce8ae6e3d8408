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

    private static async Task Keep(ICallBodies bodies)
    {
        var stop = TestContext.Current.CancellationToken;
        (await bodies.Find("a", 10, stop)).ShouldBeEmpty();
        await bodies.DeleteBefore(A.Noon, stop);
        CallBody[] kept = [Body("a", 0, 200), Body("a", 1, null), Body("b", 2, 503), Body("a", 3, 200)];
        await bodies.Add(kept, stop);

        (await bodies.Find("a", 10, stop)).ShouldBe([kept[0], kept[1], kept[3]]);
        (await bodies.Find("a", 2, stop)).ShouldBe([kept[1], kept[3]]);
        await bodies.DeleteBefore(A.Noon.AddMinutes(2), stop);
        (await bodies.Find("a", 10, stop)).ShouldBe([kept[3]]);
    }

    private static CallBody Body(string key, int minutes, int? status) => new()
    {
        Key = key, At = A.Noon.AddMinutes(minutes), Partner = "Qliro", Operation = "GET order", Status = status,
        Request = "", Answer = """{"ö":1}""",
    };
}
