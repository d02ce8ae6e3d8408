using QliroAdapter.Norce;
using QliroAdapter.Ops;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Checkout;

/// <summary>
/// Creates an order at Qliro. What is known of the customer only spares the shopper some typing: when Qliro refuses the
/// request, it is left out as a whole and the order is created without it.
/// </summary>
internal static class PostQliroOrder
{
    /// <summary>
    /// The time of a look-up and a creation when Qliro is well. With less left, no creation is begun: one that is given
    /// up may still be carried out, after a look-up that found nothing.
    /// </summary>
    public static readonly TimeSpan TimeNeeded = TimeSpan.FromSeconds(2.5);

    private const string InvalidInput = "INVALID_INPUT";

    public static async Task<Answer<QliroOrderCreated>> Run(
        Turn turn, ChannelConfiguration configuration, CreateQliroOrder request)
    {
        var created = await Send(turn, configuration, request);
        if (request.CustomerInformation is null
            || created.Failure is not { Kind: PartnerFailureKind.Rejected, Code: InvalidInput } refusal)
            return created;
        var plain = await Send(turn, configuration, request with { CustomerInformation = null });
        // Refused for another reason: the first one tells more.
        if (plain.Failure is { Kind: PartnerFailureKind.Rejected }) return created;
        if (plain.IsAccepted)
        {
            AdapterMetrics.PrefillRefused();
            turn.Note(TimelineKind.Problem,
                $"Qliro refused what is known of the customer; the checkout opened without: {refusal.Message}");
        }
        return plain;
    }

    private static async Task<Answer<QliroOrderCreated>> Send(
        Turn turn, ChannelConfiguration configuration, CreateQliroOrder request)
    {
        var qliro = turn.Services.Qliro;
        return turn.Note(turn.Time.Left < TimeNeeded
            ? qliro.CreateTooLate(configuration.Account)
            : await qliro.CreateOrder(configuration.Account, request, turn.Time.Qliro));
    }
}
