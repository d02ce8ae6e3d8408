using Microsoft.Data.Sqlite;
using QliroAdapter.Store;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Sqlite;

/// <summary>A count that a power failure may take does not wait for the disk, and a commit always does.</summary>
public sealed class When_a_repeat_is_counted : IAsyncDisposable
{
    private const long HandedOver = 1;
    private const long OnDisk = 2;

    private readonly SqliteHome home = new();

    [Fact]
    public async Task Should_have_commits_wait_for_the_disk_and_counts_not()
    {
        await (await home.Open()).Close();
        using var connection = new SqliteConnections(home.Path).OpenForWriting();
        using var statements = new SqliteStatements(connection);

        Synchronous(connection).ShouldBe(OnDisk);
        Within(statements, isSafe: false, connection).ShouldBe(HandedOver);
        Within(statements, isSafe: true, connection).ShouldBe(OnDisk);
        Within(statements, isSafe: false, connection).ShouldBe(HandedOver);
    }

    /// <summary>Of a mark that a power failure took, the next start would say that commits were lost.</summary>
    [Fact]
    public async Task Should_mark_commits_and_no_counts()
    {
        var opened = await home.Open();
        await opened.Payments.Commit(A.Payment("p1"), CancellationToken.None);
        await opened.Close();
        opened = await home.Open();
        var before = await Mark();

        await opened.Payments.CountRepeat(new(A.Payment("p1").Key, 1, "again", A.Noon), CancellationToken.None);
        (await home.Execute("select times from payment_repeats")).ShouldBe(1L);
        (await Mark()).ShouldBe(before);

        await opened.Payments.Commit(A.Payment("p2"), CancellationToken.None);
        (await Mark()).ShouldBeGreaterThan(before);
        await opened.Close();
    }

    public ValueTask DisposeAsync() => home.DisposeAsync();

    private async Task<long> Mark() => (long)(await home.Execute("select at from store_probe"))!;

    private static long Within(SqliteStatements statements, bool isSafe, SqliteConnection connection)
    {
        statements.Begin(isSafe);
        var waits = Synchronous(connection);
        statements.Commit();
        return waits;
    }

    private static long Synchronous(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "pragma synchronous";
        return (long)command.ExecuteScalar()!;
    }
}
