using System.Text.Json;
using System.Text.Json.Serialization;

namespace QliroAdapter.Norce;

/// <summary>
/// An order of Norce Checkout, as the Order API v0 and hooks send it. Any member may be absent. Money is in major
/// units; VAT rates are fractions (0.25).
/// </summary>
public sealed record NorceOrder : NorceWire
{
    /// <summary>Norce's id.</summary>
    public string? Id { get; init; }

    /// <summary>Identifier of the shop.</summary>
    public string? Merchant { get; init; }

    /// <summary>Name of the purchase flow.</summary>
    public string? Channel { get; init; }

    /// <summary>The platform's order number; set late.</summary>
    public string? Reference { get; init; }

    /// <summary>Set by Norce.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Changes with every write, our own included.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Status and its history.</summary>
    public NorceState? State { get; init; }

    /// <summary>RFC 1766, e.g. <c>sv-SE</c>; cannot change after creation.</summary>
    public string? Culture { get; init; }

    /// <summary>ISO 4217; cannot change after creation.</summary>
    public string? Currency { get; init; }

    /// <summary>ISO 3166-1 alpha-2; cannot change after creation.</summary>
    public string? Country { get; init; }

    /// <summary>The goods that are bought.</summary>
    public NorceCart? Cart { get; init; }

    /// <summary>Shippings of any adapter, removed ones included.</summary>
    public IReadOnlyList<NorceShipping>? Shippings { get; init; }

    /// <summary>Payments of any adapter, removed ones included; hook patches count positions in this list.</summary>
    public IReadOnlyList<NorcePayment>? Payments { get; init; }

    /// <summary>Buyer, billing and shipping address.</summary>
    public NorceCustomer? Customer { get; init; }

    /// <summary>Boxes that the shopper ticks; required ones must be ticked before <c>processing</c>.</summary>
    public IReadOnlyList<NorceConsent>? Consents { get; init; }

    /// <summary>Callbacks during a change.</summary>
    public IReadOnlyList<NorceHook>? Hooks { get; init; }

    /// <summary>What the shopper has to pay in all, live shippings included.</summary>
    public NorcePrice? Total { get; init; }

    /// <summary>Free members of the order.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }

    /// <summary><c>state.currentStatus</c>; absent when Norce sent no state.</summary>
    [JsonIgnore]
    public string? Status => State?.CurrentStatus;

    /// <summary>Payments that are not removed, of any adapter and type.</summary>
    [JsonIgnore]
    public IEnumerable<NorcePayment> LivePayments => (Payments ?? []).Where(payment => payment.IsLive);

    /// <summary>Main payments that are not removed. More than one is a conflict.</summary>
    [JsonIgnore]
    public IEnumerable<NorcePayment> LiveDefaultPayments => LivePayments.Where(
        payment => string.Equals(payment.Type, NorcePaymentType.Default, StringComparison.Ordinal));

    /// <summary>Voucher and prepaid payments that are not removed.</summary>
    [JsonIgnore]
    public IEnumerable<NorcePayment> LiveVouchers => LivePayments.Where(
        payment => payment.Type is NorcePaymentType.Voucher or NorcePaymentType.Prepaid);

    /// <summary>Shippings that are not removed, of any adapter.</summary>
    [JsonIgnore]
    public IEnumerable<NorceShipping> LiveShippings => (Shippings ?? []).Where(shipping => shipping.IsLive);

    /// <summary>
    /// What live vouchers and prepaid payments cover, in major units. A negative amount covers nothing.
    /// </summary>
    [JsonIgnore]
    public decimal VoucherAmount => LiveVouchers.Sum(payment => Math.Max(0m, payment.Amount ?? 0m));

    /// <summary>
    /// What our payment has to cover: the total including VAT less vouchers, rounded once to two decimals, never below
    /// zero. Qliro's lines are composed so that they sum to it.
    /// </summary>
    [JsonIgnore]
    public decimal Remaining => Math.Max(0m, Money.Round((Total?.IncludingVat ?? 0m) - VoucherAmount));

    /// <summary>Our payment with this id, removed or not; absent when it is unknown or another adapter's.</summary>
    public NorcePayment? FindPayment(string id)
    {
        var index = IndexOfPayment(id);
        return index < 0 ? null : Payments![index];
    }

    /// <summary>Position of our payment in <see cref="Payments"/>, for hook patches; -1 when it is not there.</summary>
    public int IndexOfPayment(string id)
    {
        for (var index = 0; index < (Payments?.Count ?? 0); index++)
        {
            var payment = Payments![index];
            if (payment.IsOurs && string.Equals(payment.Id, id, StringComparison.Ordinal)) return index;
        }

        return -1;
    }
}

/// <summary>The status of an order.</summary>
public sealed record NorceState : NorceWire
{
    /// <summary>One of <see cref="OrderStatus"/>.</summary>
    [JsonConverter(typeof(OrderStatus.Converter))]
    public string? CurrentStatus { get; init; }

    /// <summary>Every change, oldest first; written by Norce.</summary>
    public IReadOnlyList<NorceTransition>? Transitions { get; init; }
}

/// <summary>One change of status.</summary>
public sealed record NorceTransition : NorceWire
{
    /// <summary>The status it changed to, one of <see cref="OrderStatus"/>.</summary>
    [JsonConverter(typeof(OrderStatus.Converter))]
    public string? Status { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? TimeStamp { get; init; }
}

/// <summary>A box the shopper ticks.</summary>
public sealed record NorceConsent : NorceWire
{
    public string? Id { get; init; }

    /// <summary>Ticked or not.</summary>
    public bool? Checked { get; init; }

    public string? Text { get; init; }

    /// <summary>Must be ticked before the order may go to <c>processing</c>.</summary>
    public bool? Required { get; init; }
}
