namespace QliroAdapter.Qliro;

/// <summary>Amounts of two decimals as whole numbers of öre, so that they can be divided into shares.</summary>
internal static class Ore
{
    private const decimal One = 0.01m;

    /// <summary>Rounded as <see cref="Money.Round"/> does.</summary>
    public static long Of(decimal amount) => (long)(Money.Round(amount) / One);

    public static decimal ToAmount(long ore) => ore * One;
}
