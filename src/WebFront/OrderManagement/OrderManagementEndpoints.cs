using Microsoft.AspNetCore.Mvc;
using QliroAdapter.Checkout;
using QliroAdapter.WebFront;

namespace QliroAdapter.OrderManagement;

internal static class OrderManagementEndpoints
{
    /// <summary>Refresh the list of available payment actions</summary>
    /// <remarks>
    /// Reads Qliro's admin order and sets the payment's state, and its actions, to what is possible now.
    /// </remarks>
    public static async Task<IResult> Refresh([AsParameters] PaymentAddress address, IPaymentGrains grains)
        => Answer.Empty(await grains.Get(address.Key()).Refresh(new RefreshPayment()));

    /// <summary>Show what can be captured, released and refunded</summary>
    /// <remarks>
    /// Totals are money; the numbers of a line are quantities. Everything is read from Qliro's admin order at the call,
    /// and nothing is changed. A sum that was refunded without items shows in the totals only.
    /// </remarks>
    public static async Task<IResult> Ledger([AsParameters] PaymentAddress address, IPaymentGrains grains)
    {
        var ledger = await grains.Get(address.Key()).GetLedger(new GetLedger());
        return ledger.IsAccepted ? TypedResults.Json(ledger.Value, WebJson.Whole) : new RefusedResult(ledger.Error);
    }

    /// <summary>Cancel Qliro order</summary>
    /// <remarks>
    /// Releases what is reserved and not captured: everything that is left, or the lines in the body, and then the
    /// payment stays reserved while anything is left. Answered once Qliro has accepted it; the payment changes state
    /// when Qliro reports success. A repeat with the same Idempotency-Key answers as the first time.
    /// </remarks>
    public static async Task<IResult> Cancel(
        [AsParameters] PaymentAddress address,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        HttpRequest request,
        IPaymentGrains grains,
        MessageIds ids) =>
        await Some<PartialOperation>(request, RequestedPart.Of, part => part.Items.Count > 0
            ? grains.Get(address.Key()).CancelItems(new CancelOrderItems
            {
                Items = part.Items, IdempotencyKey = Key(idempotencyKey), MessageId = ids.Next(),
            })
            : grains.Get(address.Key()).Cancel(
                new CancelOrder { IdempotencyKey = Key(idempotencyKey), MessageId = ids.Next() }));

    /// <summary>Capture Qliro order</summary>
    /// <remarks>
    /// Takes reserved money: everything that is left, or the lines in the body. Answered once Qliro has accepted it;
    /// the payment's state changes when Qliro reports success. A repeat with the same Idempotency-Key answers as the
    /// first time.
    /// </remarks>
    public static async Task<IResult> Capture(
        [AsParameters] PaymentAddress address,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        HttpRequest request,
        IPaymentGrains grains,
        MessageIds ids) =>
        await Some<PartialOperation>(request, RequestedPart.Of, part => grains.Get(address.Key()).Capture(
            new CaptureOrder
            {
                Items = part.Items, IdempotencyKey = Key(idempotencyKey), MessageId = ids.Next(),
            }));

    /// <summary>Refund Qliro order</summary>
    /// <remarks>
    /// Gives captured money back: everything that is left, the lines in the body less the fees in it, or the amount in
    /// it, oldest capture first. Answered once Qliro has accepted it; the payment changes state when Qliro reports
    /// success. A repeat with the same Idempotency-Key answers as the first time.
    /// </remarks>
    public static async Task<IResult> Refund(
        [AsParameters] PaymentAddress address,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        HttpRequest request,
        IPaymentGrains grains,
        MessageIds ids) =>
        await Some<PartialRefund>(request, RequestedPart.Of, part => part.Amount is { } amount
            ? grains.Get(address.Key()).RefundAmount(new RefundOrderAmount
            {
                Amount = amount, Reason = part.Reason, IdempotencyKey = Key(idempotencyKey),
                MessageId = ids.Next(),
            })
            : grains.Get(address.Key()).Refund(new RefundOrder
            {
                Items = part.Items, Fees = part.Fees, IdempotencyKey = Key(idempotencyKey),
                MessageId = ids.Next(),
            }));

    private static string? Key(string? header) => string.IsNullOrWhiteSpace(header) ? null : header;

    /// <summary>Sends what the body asks for; everything that is left when there is no body.</summary>
    private static async Task<IResult> Some<T>(
        HttpRequest request, Func<T, Outcome<RequestedPart>> read,
        Func<RequestedPart, Task<Outcome<CheckoutSnippet>>> send)
        where T : class, new()
    {
        var part = read(await JsonBody.ReadOptional<T>(request, WebJson.Camel) ?? new());
        return part.IsAccepted ? Answer.Snippet(await send(part.Value)) : new RefusedResult(part.Error);
    }
}
