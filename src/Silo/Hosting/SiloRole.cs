namespace QliroAdapter.Silo;

/// <summary>
/// What a process does: setting <c>Silo:Role</c> of the web front. The program <c>src/Silo</c> has the role
/// <see cref="SiloRole.Silo"/>.
/// </summary>
public enum SiloRole
{
    /// <summary>Takes HTTP calls and holds grains.</summary>
    Both,

    /// <summary>Takes HTTP calls; the grains are in other processes.</summary>
    Front,

    /// <summary>
    /// Holds grains; its HTTP port answers only health and metrics. The role of the program <c>src/Silo</c>.
    /// </summary>
    Silo,
}
