using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QliroAdapter.Partners;

namespace QliroAdapter.Qliro;

/// <summary>Qliro's merchant API: the order while the customer shops. Thread-safe.</summary>
public sealed class QliroClient
{
    private readonly QliroCalls calls;

    public QliroClient(
        HttpClient http, PartnerGates gates, TimeProvider clock, IOptions<QliroOptions> options,
        ILogger<QliroClient> logger)
        => calls = new("checkout/merchantapi/", http, gates, clock, options.Value, logger);

    /// <summary>When due work may go to Qliro, both of its APIs, as they have one host.</summary>
    public DateTimeOffset? HoldsUntil(QliroAccount account) => calls.HoldsUntil(account);

    /// <summary>Creates the order. Unknown: look for it with <see cref="FindOrder"/> before creating another.</summary>
    public Task<Answer<QliroOrderCreated>> CreateOrder(
        QliroAccount account, CreateQliroOrder order, CancellationToken ct)
        => calls.Send<QliroOrderCreated>(
            account, nameof(CreateOrder), HttpMethod.Post, "Orders", FieldLimits.Fit(order), ct);

    /// <summary>Reads the order with its current snippet, in any status.</summary>
    public Task<Answer<QliroOrder>> GetOrder(QliroAccount account, QliroOrderId id, CancellationToken ct)
        => calls.Get<QliroOrder>(account, nameof(GetOrder), $"Orders/{id}", ct);

    /// <summary>Reads the order with this reference of ours; 404 when there is none.</summary>
    public Task<Answer<QliroOrder>> FindOrder(QliroAccount account, MerchantReference reference, CancellationToken ct)
        => calls.Get<QliroOrder>(account, nameof(FindOrder), $"Orders?merchantReference={reference}", ct);

    /// <summary>Replaces the order's lines. The same update twice is the same order: safe to repeat.</summary>
    public Task<Answer<Done>> UpdateOrder(
        QliroAccount account, QliroOrderId id, UpdateQliroOrder update, CancellationToken ct)
        => calls.Send<Done>(account, nameof(UpdateOrder), HttpMethod.Put, $"Orders/{id}", FieldLimits.Fit(update), ct);
}
