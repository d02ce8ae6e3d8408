using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QliroAdapter.Partners;

namespace QliroAdapter.Qliro;

/// <summary>Qliro's merchant API: the order while the customer shops. Thread-safe.</summary>
public sealed class QliroClient(
    IQliroMerchantApi api, PartnerCircuits circuits, TimeProvider clock, IOptions<QliroOptions> options,
    ILogger<QliroClient> logger)
{
    private readonly QliroCalls calls = new(circuits, clock, options.Value, logger);

    /// <summary>
    /// When due work may call Qliro again, while its circuit is open; null when it may now. Both APIs have one host and
    /// one circuit.
    /// </summary>
    public DateTimeOffset? OpenUntil(QliroAccount account) => calls.OpenUntil(account);

    /// <summary>
    /// Creates the order. After an unknown outcome look for it with <see cref="FindOrder"/> before creating another.
    /// </summary>
    public Task<Answer<QliroOrderCreated>> CreateOrder(
        QliroAccount account, CreateQliroOrder order, CancellationToken ct)
    {
        var body = FieldLimits.Fit(order).With(account);
        return calls.Write(
            account, nameof(CreateOrder), (target, limited) => api.CreateOrder(target, body, limited), ct);
    }

    /// <summary>The answer of a creation that is not sent, because too little time is left.</summary>
    public Answer<QliroOrderCreated> CreateTooLate(QliroAccount account)
        => calls.TooLate<QliroOrderCreated>(account, nameof(CreateOrder));

    /// <summary>Reads the order with its current snippet, in any status.</summary>
    public Task<Answer<QliroOrder>> GetOrder(QliroAccount account, QliroOrderId id, CancellationToken ct)
        => calls.Read(
            account, nameof(GetOrder), (target, limited) => api.GetOrder(target, id, limited),
            read => read.OrderId == id, ct, takesBareNotFound: true);

    /// <summary>Reads the order with this reference of ours; 404 when there is none.</summary>
    public Task<Answer<QliroOrder>> FindOrder(QliroAccount account, MerchantReference reference, CancellationToken ct)
        => calls.Read(
            account, nameof(FindOrder), (target, limited) => api.FindOrder(target, reference.ToString(), limited),
            static read => read.OrderId is not null, ct, takesBareNotFound: true);

    /// <summary>Replaces the order's lines. Safe to repeat, because the same update gives the same order.</summary>
    public Task<Answer<Done>> UpdateOrder(
        QliroAccount account, QliroOrderId id, UpdateQliroOrder update, CancellationToken ct)
    {
        var body = FieldLimits.Fit(update).With(account);
        return calls.Replace(
            account, nameof(UpdateOrder), (target, limited) => api.UpdateOrder(target, id, body, limited), ct);
    }
}
