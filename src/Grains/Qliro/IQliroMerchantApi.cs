using QliroAdapter.Partners;
using Refit;

namespace QliroAdapter.Qliro;

/// <summary>
/// Qliro's merchant API, as its reference lists it. What a call means stands in <see cref="QliroClient"/>; base URL,
/// signature and circuit are put below, see <see cref="QliroApi"/>.
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

    /// <summary>Reads an order by the shop's reference. A text: of a struct no query would be made.</summary>
    [Get("/Orders")]
    Task<IApiResponse<QliroOrder>> FindOrder(
        [Property] QliroTarget target, [Query] string merchantReference, CancellationToken ct);

    /// <summary>Replaces what an order holds; the body of the answer says nothing.</summary>
    [Put("/Orders/{id}")]
    Task<IApiResponse> UpdateOrder(
        [Property] QliroTarget target, QliroOrderId id, [Body] UpdateQliroOrder update, CancellationToken ct);
}
