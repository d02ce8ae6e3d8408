using QliroAdapter.Partners;
using Refit;

namespace QliroAdapter.Qliro;

/// <summary>
/// Qliro's merchant API, as in its reference. <see cref="QliroClient"/> documents what each call means. Base URL,
/// signature and circuit are added below it, see <see cref="QliroApi"/>.
/// </summary>
[PathPrefix("/checkout/merchantapi")]
public interface IQliroMerchantApi
{
    /// <summary>Creates an order.</summary>
    [Post("/Orders")]
    Task<IApiResponse<QliroOrderCreated>> CreateOrder(
        [Property] QliroTarget target, [Body] CreateQliroOrder order, CancellationToken ct);

    /// <summary>Reads an order by its id.</summary>
    [Get("/Orders/{id}")]
    Task<IApiResponse<QliroOrder>> GetOrder([Property] QliroTarget target, QliroOrderId id, CancellationToken ct);

    /// <summary>
    /// Reads an order by the shop's reference. The parameter is a text, because Refit makes no query parameter of a
    /// struct.
    /// </summary>
    [Get("/Orders")]
    Task<IApiResponse<QliroOrder>> FindOrder(
        [Property] QliroTarget target, [Query] string merchantReference, CancellationToken ct);

    /// <summary>Replaces an order's content; the answer's body is not used.</summary>
    [Put("/Orders/{id}")]
    Task<IApiResponse> UpdateOrder(
        [Property] QliroTarget target, QliroOrderId id, [Body] UpdateQliroOrder update, CancellationToken ct);
}
