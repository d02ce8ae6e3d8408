using QliroAdapter.Norce;

namespace QliroAdapter.Qliro;

/// <summary>
/// Whether Qliro speaks of somebody else than Norce knows. In order: another type of customer; another personal or
/// organization number where both state one; then another name or postal code where both state one. A value that one
/// of them leaves out proves nothing. Pure.
/// </summary>
internal static class PersonIdentity
{
    /// <summary>A number with and without its century share at least this many characters.</summary>
    private const int NumberLengthMin = 10;

    /// <param name="known">What Norce knows.</param>
    /// <param name="said">The same values as Qliro states them; absent where it does not.</param>
    public static bool IsOther(NorceAddress? known, NorceAddress said)
    {
        if (known is null) return false;
        if (Differ(known.Type, said.Type)) return true;
        var isOrganization = (said.Type ?? known.Type) is CustomerType.Organization;
        var (theirs, ours) = isOrganization
            ? (said.OrganizationIdentificationNumber, known.OrganizationIdentificationNumber)
            : (said.NationalIdentificationNumber, known.NationalIdentificationNumber);
        if (Compact(theirs) is { Length: > 0 } number && Compact(ours) is { Length: > 0 } knownNumber)
            return !IsSameNumber(number, knownNumber);
        if (Differ(known.PostalCode, said.PostalCode)) return true;
        return isOrganization
            ? Differ(known.OrganizationName, said.OrganizationName)
            : Differ(known.GivenName, said.GivenName) || Differ(known.FamilyName, said.FamilyName);
    }

    /// <summary>
    /// True when both state the same name, and nothing else tells them apart. Without a name nothing is proven.
    /// </summary>
    public static bool IsNamed(NorceAddress known, NorceAddress said)
    {
        if (IsOther(known, said)) return false;
        return (said.Type ?? known.Type) is CustomerType.Organization
            ? Agree(known.OrganizationName, said.OrganizationName)
            : Agree(known.GivenName, said.GivenName) && Agree(known.FamilyName, said.FamilyName);
    }

    /// <summary>The same person lives elsewhere now, so what names a place within the old address is over.</summary>
    public static bool HasMoved(NorceAddress known, NorceAddress said)
        => Differ(known.StreetAddress, said.StreetAddress) && Differ(known.PostalCode, said.PostalCode);

    private static bool IsSameNumber(string one, string other)
        => one == other || (Math.Min(one.Length, other.Length) >= NumberLengthMin
            && (one.EndsWith(other, StringComparison.Ordinal) || other.EndsWith(one, StringComparison.Ordinal)));

    /// <summary>True when both are stated and differ in more than letter case and spaces.</summary>
    private static bool Differ(string? known, string? said)
        => Compact(known) is { Length: > 0 } one && Compact(said) is { Length: > 0 } other && one != other;

    private static bool Agree(string? known, string? said)
        => Compact(known) is { Length: > 0 } one && one == Compact(said);

    private static string Compact(Masked? number) => Compact(number?.Reveal());

    private static string Compact(string? text) => string.Concat((text ?? "").Where(char.IsLetterOrDigit))
        .ToUpperInvariant();
}
