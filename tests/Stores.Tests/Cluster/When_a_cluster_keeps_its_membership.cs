using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Cluster;

public sealed class When_a_cluster_keeps_its_membership : IAsyncLifetime
{
    private ClusterDatabase database = null!;

    public async ValueTask InitializeAsync()
    {
        database = await ClusterDatabase.Open();
        (await database.Asks("InsertMembershipVersionKey", ("DeploymentId", "c"))).ShouldBeTrue();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public void Should_have_every_statement_that_is_asked_for()
        => database.Statements.Order(StringComparer.Ordinal).ShouldBe(
        [
            "CleanupDefunctSiloEntriesKey", "CleanupDefunctSiloEntryKey", "ClearStorageKey",
            "DeleteMembershipTableEntriesKey", "DeleteStorageKey", "GatewaysQueryKey", "InsertMembershipKey",
            "InsertMembershipVersionKey",
            "MembershipReadAllKey", "MembershipReadRowKey", "ReadFromStorageKey", "UpdateIAmAlivetimeKey",
            "UpdateMembershipKey", "WriteToStorageKey",
        ]);

    [Fact]
    public async Task Should_be_applied_again_without_harm()
    {
        (await new Member("c", 1).Join(database, 0)).ShouldBeTrue();
        await database.ApplyScript();
        (await Version()).ShouldBe(1);
    }

    [Fact]
    public async Task Should_begin_a_cluster_once()
    {
        (await database.Asks("InsertMembershipVersionKey", ("DeploymentId", "c"))).ShouldBeFalse();
        var row = (await All()).ShouldHaveSingleItem();
        row["StartTime"].ShouldBeNull();
        row["Version"].ShouldBe(0);
        (await new Member("c", 1).Read(database)).ShouldHaveSingleItem()["StartTime"].ShouldBeNull();
    }

    [Fact]
    public async Task Should_take_a_member_with_all_its_words()
    {
        var member = new Member("c", 1);
        (await member.Join(database, 0)).ShouldBeTrue();
        foreach (var rows in new[] { await All(), await member.Read(database) })
        {
            var row = rows.ShouldHaveSingleItem();
            row["Address"].ShouldBe("10.0.0.1");
            row["Port"].ShouldBe(1);
            row["Generation"].ShouldBe(1);
            row["SiloName"].ShouldBe("silo 1");
            row["HostName"].ShouldBe("host");
            row["Status"].ShouldBe(3);
            row["ProxyPort"].ShouldBe(30000);
            row["SuspectTimes"].ShouldBeNull();
            row["StartTime"].ShouldBe(member.AliveAt);
            row["IAmAliveTime"].ShouldBe(member.AliveAt);
            row["Version"].ShouldBe(1);
        }
    }

    [Fact]
    public async Task Should_refuse_what_was_decided_on_another_version()
    {
        (await new Member("c", 1).Join(database, 0)).ShouldBeTrue();
        (await new Member("c", 2).Join(database, 0)).ShouldBeFalse();
        (await new Member("c", 1) { Status = Member.Dead }.Update(database, 0)).ShouldBeFalse();
        (await new Member("c", 1).Join(database, 1)).ShouldBeFalse();
        (await new Member("c", 3).Update(database, 1)).ShouldBeFalse();
        (await Version()).ShouldBe(1);
        (await All()).ShouldHaveSingleItem()["Status"].ShouldBe(Member.Active);
    }

    [Fact]
    public async Task Should_let_one_of_many_change_it_at_a_time()
    {
        for (var version = 0; version < 5; version++)
        {
            var expected = version;
            var joined = await Task.WhenAll(
                Enumerable.Range(1, 8).Select(
                    port => new Member("c", (100 * expected) + port).Join(database, expected)));
            joined.Count(yes => yes).ShouldBe(1);
        }

        (await Version()).ShouldBe(5);
        (await All()).Count.ShouldBe(5);
    }

    [Fact]
    public async Task Should_note_suspicions()
    {
        await new Member("c", 1).Join(database, 0);
        var suspect = new Member("c", 1) { SuspectTimes = "10.0.0.2:1@1,noon", Status = Member.Dead };
        (await suspect.Update(database, 1)).ShouldBeTrue();
        var row = (await All()).ShouldHaveSingleItem();
        row["SuspectTimes"].ShouldBe("10.0.0.2:1@1,noon");
        row["Status"].ShouldBe(Member.Dead);
        row["Version"].ShouldBe(2);
    }

    [Fact]
    public async Task Should_note_a_sign_of_life_without_another_version()
    {
        var member = new Member("c", 1);
        await member.Join(database, 0);
        await (member with { AliveAt = member.AliveAt.AddMinutes(1) }).Beat(database);
        (await All()).ShouldHaveSingleItem()["IAmAliveTime"].ShouldBe(member.AliveAt.AddMinutes(1));
        (await Version()).ShouldBe(1);
    }

    [Fact]
    public async Task Should_show_fronts_the_active_members_that_take_them()
    {
        await new Member("c", 1).Join(database, 0);
        await new Member("c", 2) { ProxyPort = 0 }.Join(database, 1);
        await new Member("c", 3) { Status = Member.Dead }.Join(database, 2);
        var gateway = (await database.Read("GatewaysQueryKey", ("DeploymentId", "c"), ("Status", Member.Active)))
            .ShouldHaveSingleItem();
        gateway["Address"].ShouldBe("10.0.0.1");
        gateway["ProxyPort"].ShouldBe(30000);
        gateway["Generation"].ShouldBe(1);
    }

    [Fact]
    public async Task Should_forget_members_that_are_long_dead()
    {
        var now = new Member("c", 1).AliveAt;
        await new Member("c", 1).Join(database, 0);
        await new Member("c", 2) { Status = Member.Dead }.Join(database, 1);
        await new Member("c", 3) { Status = Member.Dead, AliveAt = now.AddDays(1) }.Join(database, 2);
        await database.Read("CleanupDefunctSiloEntriesKey", ("DeploymentId", "c"), ("IAmAliveTime", now.AddHours(1)));
        (await All()).Select(row => row["Port"]).Order().ShouldBe([1, 3]);
    }

    [Fact]
    public async Task Should_forget_a_dead_member_only_as_it_was_seen()
    {
        var member = new Member("c", 1) { Status = Member.Dead, SuspectTimes = "who,when" };
        await member.Join(database, 0);
        await member.Update(database, 1);
        await (member with { SuspectTimes = "other" }).CleanUp(database);
        await (member with { AliveAt = member.AliveAt.AddSeconds(1) }).CleanUp(database);
        await (member with { Generation = 2 }).CleanUp(database);
        (await All()).ShouldHaveSingleItem()["Port"].ShouldBe(1);
        await member.CleanUp(database);
        (await All()).ShouldHaveSingleItem()["StartTime"].ShouldBeNull();
    }

    [Fact]
    public async Task Should_not_forget_a_living_member_whatever_was_seen()
    {
        var member = new Member("c", 1) { SuspectTimes = "who,when" };
        await member.Join(database, 0);
        await member.Update(database, 1);
        await member.CleanUp(database);
        (await All()).ShouldHaveSingleItem()["Port"].ShouldBe(1);
    }

    [Fact]
    public async Task Should_keep_clusters_apart()
    {
        (await database.Asks("InsertMembershipVersionKey", ("DeploymentId", "d"))).ShouldBeTrue();
        await new Member("c", 1).Join(database, 0);
        await new Member("d", 1).Join(database, 0);
        await database.Read("DeleteMembershipTableEntriesKey", ("DeploymentId", "c"));
        (await All()).ShouldBeEmpty();
        (await database.Read("MembershipReadAllKey", ("DeploymentId", "d"))).ShouldHaveSingleItem()["Port"].ShouldBe(1);
    }

    private async Task<object?> Version() => (await All())[0]["Version"];

    private Task<IReadOnlyList<Dictionary<string, object?>>> All()
        => database.Read("MembershipReadAllKey", ("DeploymentId", "c"));
}
