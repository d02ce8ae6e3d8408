using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.OutgoingEvents;
using QliroAdapter.Payments;

namespace QliroAdapter.Ops;

/// <summary>A payment's money for operators; pure.</summary>
internal static class Details
{
    public static PaymentDetails Of(PaymentDocument payment)
    {
        var ledger = payment.Ledger;
        return new()
        {
            ToPay = payment.Amount,
            Mismatch = payment.AmountMismatch,
            Sums = ledger.Lines.Count == 0
                ? null
                : new(ledger.Reserved, ledger.Captured, ledger.Returned, ledger.Released),
            Goods = [.. ledger.Lines.Select(line => new PaymentGoods(
                line.Reference, payment.Rows.GetValueOrDefault(line.Reference)?.Sku, line.Type, line.PriceIncVat,
                line.Reserved, line.Captured, line.Returned, line.Released))],
            Operations = [.. payment.Operations.Select(Of)],
            MerchantReference = payment.MerchantReference,
            Traces = [.. payment.Traces.Reverse().Select(trace => new PaymentTraceRow(trace.Id, trace.At))],
            Configuration = Of(payment.Configuration),
        };
    }

    /// <summary>All that the page of a payment shows of its document.</summary>
    public static OutboxContent ContentOf(PaymentDocument payment, PaymentFeatures features) => new()
    {
        Details = Of(payment),
        Events = EventsOf(payment),
        Entries = [.. payment.Work().Select(entry => new OutboxItem
        {
            Kind = entry.Kind.ToString(),
            Meaning = Meaning(features, entry.Kind),
            Since = entry.Since,
            DueAt = entry.DueAt,
            Attempts = entry.Attempts,
            Problem = entry.Problem,
            IsParked = entry.IsParked,
            IsHeldBack = entry.IsHeldBack,
        })],
    };

    /// <summary>What a step does, said to an operator.</summary>
    public static string Meaning(PaymentFeatures features, OutboxKind kind)
        => features.Handler(kind)?.Meaning ?? "unknown to this version";

    /// <summary>What shops and monitoring were told, the newest first.</summary>
    private static IReadOnlyList<EventItem> EventsOf(PaymentDocument payment) =>
    [
        .. (payment.Events ?? []).Reverse().Select(told => Of(
            told, payment.Outbox.FirstOrDefault(
                entry => entry.Kind == OutboxKind.SendEvent && entry.Ordinal == told.Number))),
    ];

    private static EventItem Of(OutgoingEvent told, OutboxEntry? entry) => new()
    {
        Number = told.Number,
        Id = told.Id,
        Type = told.Type,
        At = told.At,
        Amount = told.Amount,
        Reason = told.Reason,
        Status = told.Status switch
        {
            OutgoingEventStatus.Delivered => "delivered",
            OutgoingEventStatus.GivenUp => "given up",
            _ => "waits",
        },
        EndedAt = told.EndedAt,
        DueAt = entry?.DueAt,
        Attempts = entry?.Attempts ?? 0,
        Problem = entry?.Problem,
    };

    private static PaymentOperation Of(Operation operation) => new()
    {
        Number = operation.Ordinal,
        Type = operation.Name,
        Status = operation.IsOpen && operation.NextPart() is { IsUnknown: true }
            ? "unknown"
            : operation.Status.ToString().ToLowerInvariant(),
        Amount = operation.Amount,
        RequestedAt = operation.RequestedAt,
        Problem = operation.Error?.Message,
        RequestIds = [.. operation.Parts.Select(part => part.RequestId)],
        TransactionIds = [.. operation.Parts.SelectMany(part => part.TransactionIds)],
    };

    private static Dictionary<string, string> Of(ConfigurationSnapshot? snapshot) => snapshot is null
        ? []
        : new(StringComparer.Ordinal)
        {
            ["mapDiscountPerRow"] = Text(snapshot.MapDiscountPerRow),
            ["recurring"] = Text(snapshot.Recurring),
            ["useUpsell"] = Text(snapshot.UseUpsell),
            ["upsellTimeoutSeconds"] = $"{snapshot.UpsellTimeoutSeconds}",
            ["requireIdentityVerification"] = Text(snapshot.RequireIdentityVerification),
            ["merchantReferenceSource"] = snapshot.MerchantReferenceSource.ToString(),
            ["shippingProvider"] = snapshot.ShippingProvider?.ToString() ?? "none",
            ["discountText"] = snapshot.DiscountText,
            ["voucherText"] = snapshot.VoucherText,
        };

    private static string Text(bool value) => value ? "true" : "false";
}
