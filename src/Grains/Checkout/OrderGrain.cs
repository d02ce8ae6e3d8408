using Orleans.Concurrency;
using Orleans.Placement;
using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.Recurring;

namespace QliroAdapter.Checkout;

/// <summary>
/// One order while payments are created on it. Each method is one message; its work is in the file named by its verb.
/// </summary>
[PreferLocalPlacement]
[Immovable]
public sealed partial class OrderGrain(IGrainContext context, PaymentServices services) : Grain(context), IOrderGrain
{
    private readonly OrderKey key = OrderKey.Parse(context.GrainId.Key.ToString()!);
    private readonly CreationRecord record = new(OrderKey.Parse(context.GrainId.Key.ToString()!), services);

    public async Task<Outcome<CheckoutSnippet>> Create(CreatePayment message)
        => Logged(await CreateCheckout.Run(key, services, record, message));

    public async Task<Outcome<RecurringPayment>> CreateRecurring(CreateRecurringPayment message)
        => Logged(await Recurring.CreateRecurring.Run(key, services, record, message));

    public async Task<Outcome<CreationEnd>> EndCreation(EndCreation message)
    {
        var order = await services.Norce.GetOrder(key, CancellationToken.None);
        if (!order.IsAccepted) return NorceRefusal.Of(order.Failure, NorceResource.Order);
        if (key.SpelledAs(order.Value) is var spelled && spelled != key)
            return await services.Grains.Get(spelled).EndCreation(message);
        return await services.Grains.Get(key.Payment(message.PaymentId))
            .EndCreation(message with { Attempt = CreateCheckout.AttemptOf(order.Value, message.PaymentId) });
    }

    public Task Continue(Continue message) => ClearCreations.Run(key, services, record);

    private Outcome<T> Logged<T>(Outcome<T> created)
    {
        if (created.Error is { } error && services.MayLogRefusal($"creation, {error.Code}"))
            LogCreationRefused(services.Logger, error.Code, error.QliroError?.ErrorCode ?? "none");
        return created;
    }
}
