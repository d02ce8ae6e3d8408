namespace QliroAdapter.Silo;

/// <summary>What a process does; setting <c>Silo:Role</c> of the web front, and what its own program is.</summary>
public enum SiloRole
{
    /// <summary>Takes calls and holds grains.</summary>
    Both,

    /// <summary>Takes calls; the grains are in other processes.</summary>
    Front,

    /// <summary>Holds grains; its HTTP port answers health and metrics. The program <c>src/Silo</c>.</summary>
    Silo,
}
