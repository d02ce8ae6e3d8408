namespace QliroAdapter.Silo;

/// <summary>What a process of the cluster does; setting <c>Silo:Role</c>.</summary>
internal enum SiloRole
{
    /// <summary>Holds grains and takes calls.</summary>
    Both,

    /// <summary>Holds grains; its HTTP port serves operators only.</summary>
    Silo,

    /// <summary>Takes calls; the grains are elsewhere.</summary>
    Front,
}
