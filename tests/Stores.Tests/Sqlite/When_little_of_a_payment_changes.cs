using QliroAdapter.Ops;
using QliroAdapter.Store;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Sqlite;

/// <summary>What a commit writes is most of what a commit costs.</summary>
public sealed class When_little_of_a_payment_changes
{
    // A page with its header in the write-ahead log.
    private const int Frame = 4096 + 24;

    [Fact]
    public async Task Should_write_no_index_of_what_stayed()
    {
        await using var home = new SqliteHome();
        var opened = await home.Open();
        var whole = A.Payment("one") with { QliroOrderId = "4711", MerchantReference = "ref-1", DataKey = "1.x.key" };
        await opened.Payments.Commit(whole, CancellationToken.None);
        var log = new FileInfo(home.Path + "-wal");
        var before = log.Length;

        await opened.Payments.Commit(
            whole with { ExpectedVersion = 1, DataKey = null, Document = "{}" }, CancellationToken.None);

        log.Refresh();
        var pages = (log.Length - before) / Frame;
        // The payment's row, its history, and the indexes by state and by time; a mark of the commit, when one is due.
        pages.ShouldBeInRange(4, 5);
        await opened.Close();
    }

    [Fact]
    public async Task Should_keep_nothing_in_temporary_files()
    {
        await using var home = new SqliteHome();
        await (await home.Open()).Close();
        await using var connection = new SqliteConnections(home.Path).OpenForWriting();
        await using var command = connection.CreateCommand();
        command.CommandText = "pragma temp_store";

        (await command.ExecuteScalarAsync(CancellationToken.None)).ShouldBe(2L, "2 is memory");
    }
}
