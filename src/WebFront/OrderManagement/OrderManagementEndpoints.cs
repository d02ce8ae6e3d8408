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
    public static async Task<IResult> Refresh([AsParameters] PaymentAddress address, IPaymentGrains grains) =>
        Answer.Empty(await grains.Get(address.Key()).Refresh(new RefreshPayment()));

    /// <summary>Cancel Qliro order</summary>
    /// <remarks>
    /// Releases what is reserved and not captured. Answered once Qliro has accepted it; the payment's state changes
    /// when Qliro reports success. Repeating it is harmless.
    /// </remarks>
    public static async Task<IResult> Cancel(
        [AsParameters] PaymentAddress address,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        IPaymentGrains grains,
        MessageIds ids) =>
        Answer.Snippet(await grains.Get(address.Key()).Cancel(
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
        await Some(request, (items, fees) => fees.Length > 0
            ? Task.FromResult<Outcome<CheckoutSnippet>>(PartialOperation.Refused("Only a refund keeps fees."))
            : grains.Get(address.Key()).Capture(new CaptureOrder
            {
                Items = items, IdempotencyKey = Key(idempotencyKey), MessageId = ids.Next(),
            }));

    /// <summary>Refund Qliro order</summary>
    /// <remarks>
    /// Gives captured money back: everything that is left, or the lines in the body, less the fees in it. Answered once
    /// Qliro has accepted it; the payment's state changes when Qliro reports success. A repeat with the same
    /// Idempotency-Key answers as the first time.
    /// </remarks>
    public static async Task<IResult> Refund(
        [AsParameters] PaymentAddress address,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        HttpRequest request,
        IPaymentGrains grains,
        MessageIds ids) =>
        await Some(request, (items, fees) => grains.Get(address.Key()).Refund(new RefundOrder
        {
            Items = items, Fees = fees, IdempotencyKey = Key(idempotencyKey), MessageId = ids.Next(),
        }));

    private static string? Key(string? header) => string.IsNullOrWhiteSpace(header) ? null : header;

    /// <summary>Sends the lines and fees that the body names; an absent body names none.</summary>
    private static async Task<IResult> Some(
        HttpRequest request, Func<OperationItem[], ReturnFee[], Task<Outcome<CheckoutSnippet>>> send)
    {
        var body = await JsonBody.ReadOptional<PartialOperation>(request, WebJson.Camel) ?? new();
        var (parts, kept) = (body.Parts(), body.Kept());
        if (!parts.IsAccepted) return new RefusedResult(parts.Error);
        return kept.IsAccepted ? Answer.Snippet(await send(parts.Value, kept.Value)) : new RefusedResult(kept.Error);
    }
}
