namespace QliroAdapter.Stores.Tests.Cluster;

/// <summary>A node as Orleans' provider writes it.</summary>
internal sealed record Member(string Cluster, int Port)
{
    public const int Active = 3;
    public const int Dead = 6;

    private static readonly DateTime noon = new(2026, 3, 14, 12, 0, 0, DateTimeKind.Utc);

    public int Generation { get; init; } = 1;

    public int Status { get; init; } = Active;

    public int ProxyPort { get; init; } = 30000;

    public string SuspectTimes { get; init; } = "";

    public DateTime AliveAt { get; init; } = noon;

    public Task<bool> Join(ClusterDatabase database, int version) => database.Asks(
        "InsertMembershipKey", ("DeploymentId", Cluster), ("IAmAliveTime", AliveAt), ("SiloName", $"silo {Port}"),
        ("HostName", "host"), ("Address", "10.0.0.1"), ("Port", Port), ("Generation", Generation), ("StartTime", noon),
        ("Status", Status), ("ProxyPort", ProxyPort), ("Version", version));

    public Task<bool> Update(ClusterDatabase database, int version) => database.Asks(
        "UpdateMembershipKey", ("DeploymentId", Cluster), ("Address", "10.0.0.1"), ("Port", Port),
        ("Generation", Generation), ("IAmAliveTime", AliveAt), ("Status", Status), ("SuspectTimes", SuspectTimes),
        ("Version", version));

    public Task Beat(ClusterDatabase database) => database.Read(
        "UpdateIAmAlivetimeKey", ("DeploymentId", Cluster), ("Address", "10.0.0.1"), ("Port", Port),
        ("Generation", Generation), ("IAmAliveTime", AliveAt));

    public Task CleanUp(ClusterDatabase database) => database.Read(
        "CleanupDefunctSiloEntryKey", ("DeploymentId", Cluster), ("Address", "10.0.0.1"), ("Port", Port),
        ("Generation", Generation), ("SuspectTimes", SuspectTimes), ("StartTime", noon), ("IAmAliveTime", AliveAt));

    public Task<IReadOnlyList<Dictionary<string, object?>>> Read(ClusterDatabase database) => database.Read(
        "MembershipReadRowKey", ("DeploymentId", Cluster), ("Address", "10.0.0.1"), ("Port", Port),
        ("Generation", Generation));
}
