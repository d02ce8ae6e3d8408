namespace QliroAdapter.Store;

/// <summary>Sums of money as both databases hold them: whole hundredths, which sort as numbers.</summary>
internal static class Hundredths
{
    private const decimal PerUnit = 100m;

    public static long? Of(decimal? amount) => amount is { } sum ? (long)(Money.Round(sum) * PerUnit) : null;

    public static decimal ToAmount(long hundredths) => hundredths / PerUnit;
}
