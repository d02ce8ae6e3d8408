using System.Text;
using QliroAdapter.Store;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Cluster;

/// <summary>The same rows, the same fence as an embedded node's, so that one can take the other's place.</summary>
public sealed class When_a_cluster_stores_payments : IAsyncLifetime
{
    private ClusterDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await ClusterDatabase.Open();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Should_find_nothing_where_nothing_is() => (await Read(A.Payment("p1").Key)).ShouldBeEmpty();

    [Fact]
    public async Task Should_read_what_an_embedded_node_wrote()
    {
        await database.Embedded.Payments.Commit(A.Payment("p1"), CancellationToken.None);
        var row = (await Read(A.Payment("p1").Key)).ShouldHaveSingleItem();
        Encoding.UTF8.GetString((byte[])row["PayloadBinary"]!).ShouldBe(A.Payment("p1").Document);
        row["Version"].ShouldBe(1);
    }

    [Fact]
    public async Task Should_write_what_an_embedded_node_reads()
    {
        var payment = A.Payment("p å1") with
        {
            QliroOrderId = "4711", DueAt = A.Noon.AddTicks(1), ParkedReason = "why\0\uD800", OwedCalls = 2,
            At = A.Noon.AddTicks(19), Timeline = [A.Entry("one \0"), A.Entry("two")],
        };
        (await Write(payment)).ShouldBe(1);
        var store = database.Embedded;
        (await store.Payments.Load(payment.Key, CancellationToken.None))
            .ShouldBe(new(payment.Key, 1, payment.Document));
        var found = (await store.Records.Find(new() { Text = payment.Key }, CancellationToken.None))
            .ShouldHaveSingleItem();
        found.QliroOrderId.ShouldBe("4711");
        found.DueAt.ShouldBe(A.Noon.AddMicroseconds(1));
        found.UpdatedAt.ShouldBe(A.Noon.AddMicroseconds(1));
        found.ParkedReason.ShouldBe("why\uFFFD\uFFFD");
        found.OwedCalls.ShouldBe(2);
        (await store.Records.Timeline(payment.Key, 10, CancellationToken.None)).Select(entry => entry.Summary)
            .ShouldBe(["one \uFFFD", "two"]);
    }

    [Fact]
    public async Task Should_take_turns_with_an_embedded_node()
    {
        (await Write(A.Payment("p1"))).ShouldBe(1);
        (await database.Embedded.Payments.Commit(A.Payment("p1", 1), CancellationToken.None)).ShouldBe(2);
        (await Write(A.Payment("p1", 1))).ShouldBeNull();
        (await Write(A.Payment("p1", 2))).ShouldBe(3);
        await Should.ThrowAsync<StoreConflictException>(
            () => database.Embedded.Payments.Commit(A.Payment("p1", 2), CancellationToken.None));
    }

    [Fact]
    public async Task Should_keep_the_record_of_an_order_beside_its_payments()
    {
        (await Write(A.Creation("o1"))).ShouldBe(1);
        (await Read(A.Creation("o1").Key)).ShouldHaveSingleItem()["Version"].ShouldBe(1);
        (await database.Embedded.Payments.Load(A.Creation("o1").Key, CancellationToken.None))!.Version.ShouldBe(1);
    }

    [Fact]
    public async Task Should_let_one_of_many_first_writes_through()
    {
        foreach (var payment in Enumerable.Range(1, 20).Select(number => A.Payment($"p{number}")))
        {
            var versions = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Write(payment)));
            versions.Count(version => version is 1).ShouldBe(1);
            versions.Count(version => version is null).ShouldBe(7);
            (await database.Embedded.Records.Timeline(payment.Key, 10, CancellationToken.None)).Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task Should_know_a_commit_that_comes_twice()
    {
        (await Write(A.Payment("p1"), "n.1")).ShouldBe(1);
        (await Write(A.Payment("p1"), "n.1")).ShouldBe(1);
        (await Write(A.Payment("p1"), "n.2")).ShouldBeNull();
        (await database.Embedded.Records.Timeline(A.Payment("p1").Key, 10, CancellationToken.None)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_never_clear_a_payment()
    {
        await Write(A.Payment("p1"));
        (await database.Read("ClearStorageKey", [.. Key(A.Payment("p1").Key), ("GrainStateVersion", 1)]))
            .ShouldBeEmpty();
        (await Read(A.Payment("p1").Key)).ShouldHaveSingleItem()["Version"].ShouldBe(1);
    }

    private Task<IReadOnlyList<Dictionary<string, object?>>> Read(string key)
        => database.Read("ReadFromStorageKey", Key(key));

    /// <summary>The new version; none on a conflict.</summary>
    private async Task<object?> Write(PaymentCommit commit, string? commitId = null) => (await database.Read(
            "WriteToStorageKey",
            [
                .. Key(commit.Key),
                ("GrainStateVersion", commit.ExpectedVersion == 0 ? null : (int)commit.ExpectedVersion),
                ("PayloadBinary", CommitJson.Write(commit, commitId)),
            ]))
        .ShouldHaveSingleItem()["NewGrainStateVersion"];

    // As the provider names a grain: hashes and numbers that we do not look at, and the whole key as the extension.
    private static (string Name, object? Value)[] Key(string key) =>
    [
        ("GrainIdHash", 1), ("GrainIdN0", 0L), ("GrainIdN1", 0L), ("GrainTypeHash", 1), ("GrainTypeString", "payment"),
        ("GrainIdExtensionString", key), ("ServiceId", "qliro-adapter"),
    ];
}
