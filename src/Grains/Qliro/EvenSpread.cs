using System.Runtime.InteropServices;

namespace QliroAdapter.Qliro;

/// <summary>
/// An amount over units that cost the same, to the öre: the first units carry it rounded down, the last ones an öre
/// more. Of two amounts over the same units the smaller one is nowhere above the other, so what is left of each unit is
/// never below zero.
/// </summary>
/// <param name="Ore">Zero or above.</param>
/// <param name="Units">1 or more.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EvenSpread(long Ore, int Units)
{
    /// <summary>Position of the first unit that carries an öre more; <see cref="Units"/> when none does.</summary>
    public int FirstDearer => Units - (int)(Ore % Units);

    /// <summary>What the unit at this position carries, from 0.</summary>
    public long Of(int position) => (Ore / Units) + (position >= FirstDearer ? 1 : 0);

    /// <summary>What so many units from the first carry together.</summary>
    public long UpTo(int units) => (Ore / Units * units) + Math.Max(0, units - FirstDearer);

    /// <summary>What the units from one position up to another carry together.</summary>
    public long Between(int from, int to) => UpTo(to) - UpTo(from);
}
