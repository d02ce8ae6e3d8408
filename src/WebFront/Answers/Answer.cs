using QliroAdapter.Checkout;

namespace QliroAdapter.WebFront;

/// <summary>The published answer of create, get, capture, cancel and refund.</summary>
public sealed record QliroCheckoutOrder
{
    /// <summary>Norce's id of the payment.</summary>
    public required string PaymentId { get; init; }

    /// <summary>
    /// Qliro's checkout as HTML with scripts, to be put on the page unchanged; empty when there is none to show.
    /// </summary>
    public required string HtmlSnippet { get; init; }
}

/// <summary>Turns the outcome of a grain call into an HTTP answer.</summary>
internal static class Answer
{
    /// <summary>200 with the snippet, or the refusal.</summary>
    public static IResult Snippet(Outcome<CheckoutSnippet> outcome) => outcome.IsAccepted
        ? TypedResults.Json(
            new QliroCheckoutOrder
            {
                PaymentId = outcome.Value.PaymentId,
                HtmlSnippet = outcome.Value.HtmlSnippet.Reveal(),
            },
            WebJson.Camel)
        : new RefusedResult(outcome.Error);

    /// <summary>200 without a body, or the refusal.</summary>
    public static IResult Empty(Outcome<Done> outcome)
        => outcome.IsAccepted ? TypedResults.Ok() : new RefusedResult(outcome.Error);
}
