using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace QliroAdapter;

/// <summary>
/// An amount in major units (kronor, euros) with its ISO 4217 currency. Positive, zero or negative; any number of
/// decimals while computing, two after <see cref="Round"/>. Amounts of different currencies are never added or
/// compared. The default value has no currency and is refused by every operation.
/// </summary>
public readonly record struct Money : IComparable<Money>
{
    /// <summary>Major units, signed.</summary>
    public decimal Amount { get; }

    /// <summary>ISO 4217, three upper-case letters.</summary>
    public string Currency { get; }

    /// <exception cref="ArgumentException">The currency is not three letters.</exception>
    [JsonConstructor]
    public Money(decimal amount, string currency)
    {
        if (!IsCurrency(currency))
            throw new ArgumentException($"'{currency}' is not an ISO 4217 currency code.", nameof(currency));
        (Amount, Currency) = (amount, currency.ToUpperInvariant());
    }

    /// <summary>Whether a text has the form of an ISO 4217 code, in any letter case.</summary>
    public static bool IsCurrency([NotNullWhen(true)] string? text)
        => text is { Length: 3 } && text.All(char.IsAsciiLetter);

    /// <summary>
    /// Two decimals, halves away from zero: the rounding of every amount that either partner is sent.
    /// </summary>
    public static decimal Round(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);

    public static Money operator +(Money left, Money right)
        => new(left.Amount + right.InCurrencyOf(left), left.Currency);

    public static Money operator -(Money left, Money right)
        => new(left.Amount - right.InCurrencyOf(left), left.Currency);

    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public int CompareTo(Money other) => Amount.CompareTo(other.InCurrencyOf(this));

    /// <summary>For people: <c>249.00 SEK</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount:0.00##} {Currency}");

    private decimal InCurrencyOf(Money other) => string.Equals(Currency, other.Currency, StringComparison.Ordinal)
        ? Amount
        : throw new InvalidOperationException($"{this} and {other} have different currencies and cannot be combined.");
}
