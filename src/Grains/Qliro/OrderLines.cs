using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using QliroAdapter.Norce;

namespace QliroAdapter.Qliro;

/// <summary>
/// A Norce order as the amount that the payment covers and as Qliro's lines. No other place computes either. The lines'
/// sum (quantity times price including VAT) is <see cref="Total"/> to the öre: what the payment covers, less shipping
/// that Qliro adds itself, never below zero. Each line has an owner (<see cref="LineOwner"/>), so that the same goods
/// have the same worth in captures and refunds. Equal orders give equal lines and hashes.
/// </summary>
public sealed record OrderLines
{
    /// <summary>Major units; more than any purchase, so a larger amount is a mistake.</summary>
    public const decimal AmountMax = 1_000_000_000m;

    /// <summary>
    /// In the order in which they are sent: rows and shippings, then what is added to them or taken off, rounding last.
    /// Never more than 200.
    /// </summary>
    public required IReadOnlyList<QliroLine> Lines { get; init; }

    /// <summary>The sum of the lines.</summary>
    public required Money Total { get; init; }

    /// <summary>What the payment covers: the total including VAT less vouchers, rounded once.</summary>
    public required Money Amount { get; init; }

    /// <summary>What Ingrid is told of the whole order; absent where it does not offer the deliveries.</summary>
    public IReadOnlyList<QliroMetadataEntry>? Ingrid { get; init; }

    /// <summary>
    /// What is sold: SHA-256 over currency and lines, 64 lower-case hex digits. When this and
    /// <see cref="ToldHash"/> are unchanged, Qliro needs no update.
    /// </summary>
    public required string Hash { get; init; }

    /// <summary>
    /// What Ingrid is told of goods and order, in the same way; empty where it is told nothing. It may change while
    /// what is sold stays the same: a later shipping date is no other purchase.
    /// </summary>
    public required string ToldHash { get; init; }

    /// <summary>
    /// The Norce row of each line that belongs to one, by the line's reference. Several lines may belong to one row.
    /// </summary>
    public required IReadOnlyDictionary<string, OrderRow> Rows { get; init; }

    /// <summary>
    /// The lines, or a refusal. In order: currency, country or culture missing (<c>order-bad-request</c>); no rows
    /// (<c>order-bad-request</c>); no usable total (<c>order-bad-request</c>); an amount beyond any purchase
    /// (<c>order-bad-request</c>); more than 200 lines (<c>order-validation</c>).
    /// </summary>
    public static Outcome<OrderLines> From(NorceOrder order, OrderLinesRules rules)
    {
        if (order.Currency is not { Length: 3 } currency || !currency.All(char.IsAsciiLetter))
            return Unusable(order, "has no currency");
        if (order.Country is not { Length: 2 }) return Unusable(order, "has no country");
        if (string.IsNullOrWhiteSpace(order.Culture)) return Unusable(order, "has no culture");
        var rows = CartRow.Of(order.Cart);
        if (rows.Count == 0) return Unusable(order, "has no rows");
        if (order.Total?.IncludingVat is not { } total || total < 0m) return Unusable(order, "has no usable total");
        if (total > AmountMax || rows.Exists(row => row.IsBeyond(AmountMax)) || IsBeyond(order))
            return Unusable(order, "holds an amount beyond any purchase");

        var account = OrderAccount.Of(order, rows, rules);
        var composed = LineComposer.Compose(account, rules, order.Culture);
        if (composed.Count > FieldLimits.LinesMax)
        {
            return new PaymentError
            {
                Code = ErrorCodes.OrderValidation,
                Message = $"Order '{order.Id}' needs {composed.Count} lines; Qliro takes {FieldLimits.LinesMax}.",
            };
        }

        IReadOnlyList<QliroLine> lines = [.. composed.Select(one => one.Line)];
        Check(order, lines, Ore.ToAmount(account.ToPay));
        return new OrderLines
        {
            Lines = lines,
            Total = new(Ore.ToAmount(account.ToPay), currency),
            Amount = new(order.Remaining, currency),
            Ingrid = rules.Ingrid,
            Hash = HashOf(currency, lines),
            ToldHash = rules.Ingrid is { } told ? HashOf(lines, told) : "",
            Rows = composed.Where(one => one.Row is not null).ToDictionary(
                one => one.Line.MerchantReference, one => new OrderRow(one.Row!.Id, one.Row.Reference, one.Row.Sku),
                StringComparer.Ordinal),
        };
    }

    private static bool IsBeyond(NorceOrder order)
        => order.LiveShippings.Any(one => Math.Abs(one.Total?.IncludingVat ?? 0m) > AmountMax)
            || order.LiveVouchers.Any(one => Math.Abs(one.Amount ?? 0m) > AmountMax);

    private static PaymentError Unusable(NorceOrder order, string why)
        => new() { Code = ErrorCodes.OrderBadRequest, Message = $"Order '{order.Id}' {why}." };

    private static void Check(NorceOrder order, IReadOnlyList<QliroLine> lines, decimal total)
    {
        var sum = lines.Sum(line => line.Amount);
        if (sum != total)
            throw new InvalidOperationException($"Order '{order.Id}': its lines sum to {sum}, not to {total}.");
    }

    private static string HashOf(string currency, IReadOnlyList<QliroLine> lines)
    {
        var text = new StringBuilder(currency.ToUpperInvariant());
        foreach (var line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{line.MerchantReference}\u001f{line.Type}")
                .Append(CultureInfo.InvariantCulture, $"\u001f{line.Quantity}\u001f{line.PricePerItemIncVat:0.00}")
                .Append(CultureInfo.InvariantCulture, $"\u001f{line.PricePerItemExVat:0.00}\u001f{line.VatRate:0.00}")
                .Append('\u001f').Append(line.Description)
                .Append('\u001f').Append(line.Metadata?.Subscription?.Enabled ?? false);
        }
        return HashOf(text);
    }

    private static string HashOf(IReadOnlyList<QliroLine> lines, IReadOnlyList<QliroMetadataEntry> ofOrder)
    {
        var text = new StringBuilder();
        foreach (var line in lines.Where(line => line.Metadata?.Ingrid is not null))
            text.Append('\n').Append(line.MerchantReference).Append('\u001f')
                .Append(line.Metadata!.Ingrid!.Value.GetRawText());
        foreach (var entry in ofOrder)
            text.Append(CultureInfo.InvariantCulture, $"\n{entry.Key}\u001f{entry.Value}");
        return HashOf(text);
    }

    private static string HashOf(StringBuilder text)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
}
