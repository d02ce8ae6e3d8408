namespace QliroAdapter.Norce;

/// <summary>
/// Postal codes from one to another, both included. Only letters and digits count, in any letter case. An end that is
/// shorter than a code stands for all codes that begin with it, so 10 to 19 includes 111 22. The default value includes
/// nothing.
/// </summary>
public readonly record struct PostalCodeRange
{
    private readonly string? from;
    private readonly string? to;

    private PostalCodeRange(string from, string to) => (this.from, this.to) = (from, to);

    /// <summary>The range; null when an end is empty or the first lies above the second.</summary>
    public static PostalCodeRange? Of(string? from, string? to)
    {
        var (first, last) = (Normalize(from), Normalize(to));
        if (first.Length == 0 || last.Length == 0) return null;
        var common = Math.Min(first.Length, last.Length);
        return string.CompareOrdinal(first, 0, last, 0, common) > 0 ? null : new(first, last);
    }

    /// <summary>True when the range includes the code.</summary>
    public bool Holds(string postalCode)
    {
        if (from is null || to is null) return false;
        var code = Normalize(postalCode);
        return code.Length > 0 && string.CompareOrdinal(code, from) >= 0
            && string.CompareOrdinal(code[..Math.Min(code.Length, to.Length)], to) <= 0;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{from}-{to}";

    private static string Normalize(string? text)
        => string.Concat((text ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
