using System.Text.Json;
using QliroAdapter.Norce;
using QliroAdapter.Outbox;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// Writes to a shipping at Norce what its provider reported: to ours, or else to the only live one. Without one nothing
/// is written, and the timeline says so.
/// </summary>
public static class TellShipping
{
    /// <summary>The provider's own JSON at Norce.</summary>
    public const string PayloadAttribute = ShippingPayload.Attribute;

    /// <summary>Why the provider failed; removed when it succeeds later.</summary>
    public const string ErrorAttribute = ShippingPayload.ErrorAttribute;

    public static async Task<DeliveryAttempt> Deliver(Turn turn)
    {
        if (turn.Payment.ShippingNews is not { } news) return DeliveryAttempt.Done();
        string? why = null;
        var failure = await NorceWrites.UntilNoCollision(turn, async () =>
        {
            var read = turn.Note(await turn.Services.Norce.GetOrder(turn.Key.Order, turn.Time.Norce));
            if (!read.IsAccepted) return read.Failure;
            if (Choose(read.Value) is { } shipping) return await Put(turn, shipping, Over(shipping, news));
            why = "there is no shipping on the order that it could be about";
            return null;
        });
        if (failure is not null) return DeliveryAttempt.After(failure);
        turn.Raise(new ShippingNewsDelivered());
        return DeliveryAttempt.Done(why);
    }

    /// <summary>The shipping with what the provider reported.</summary>
    public static NorceShipping Over(NorceShipping shipping, ShippingNews news)
    {
        var attributes = (shipping.Attributes ?? new Dictionary<string, JsonElement>())
            .ToDictionary(StringComparer.Ordinal);
        JsonElement? payload = news.Payload is { } text ? JsonElement.Parse(text.Reveal()) : null;
        if (payload is { } json) attributes[PayloadAttribute] = json;
        if (news.IsSuccess) attributes.Remove(ErrorAttribute);
        else attributes[ErrorAttribute] = JsonSerializer.SerializeToElement(news.ErrorMessage ?? "no reason given");
        var told = news.IsSuccess && payload is { } facts ? ShippingPayload.Over(shipping, facts) : shipping;
        return told with
        {
            State = news.IsSuccess ? NorceShippingState.Confirmed : NorceShippingState.Failed,
            Attributes = attributes.Count == 0 && shipping.Attributes is null ? null : attributes,
        };
    }

    private static NorceShipping? Choose(NorceOrder order)
    {
        var live = order.LiveShippings.ToList();
        return live.Find(shipping => shipping.IsOurs) ?? (live.Count == 1 ? live[0] : null);
    }

    private static async Task<PartnerFailure?> Put(Turn turn, NorceShipping known, NorceShipping changed)
        => NorceCompare.Same(known, changed)
            ? null
            : turn.Note(await turn.Services.Norce.PutShipping(turn.Key.Order, changed, turn.Time.Norce)).Failure;
}
