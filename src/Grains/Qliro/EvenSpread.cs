using System.Runtime.InteropServices;

namespace QliroAdapter.Qliro;

/// <summary>
/// Spreads an amount over units of equal price, to the öre: the first units get it rounded down, the last ones an öre
/// more. Of two amounts spread over the same units, the smaller one is nowhere above the larger, so what is left of
/// each unit is never below zero.
/// </summary>
/// <param name="Ore">Zero or above.</param>
/// <param name="Units">1 or more.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EvenSpread(long Ore, int Units)
{
    /// <summary>Position of the first unit with an öre more; <see cref="Units"/> when there is none.</summary>
    public int FirstDearer => Units - (int)(Ore % Units);

    /// <summary>The share of the unit at this position, from 0.</summary>
    public long Of(int position) => (Ore / Units) + (position >= FirstDearer ? 1 : 0);

    /// <summary>The sum of the shares of the first units.</summary>
    public long UpTo(int units) => (Ore / Units * units) + Math.Max(0, units - FirstDearer);

    /// <summary>The sum of the shares from one position up to another.</summary>
    public long Between(int from, int to) => UpTo(to) - UpTo(from);
}
