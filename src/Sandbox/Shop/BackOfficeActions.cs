using System.Globalization;
using QliroAdapter.Client;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Shop;

/// <summary>
/// What staff do in the back office. Norce's action takes everything; the parts go to the adapter, each with a key, so
/// that a form that is sent twice is one operation.
/// </summary>
internal sealed class BackOfficeActions(ShopBackend backend)
{
    private const string Line = "line:";

    public async Task<IResult> Execute(string orderId, string paymentId, string actionId)
        => Back(orderId, await backend.Norce(orderId, HttpMethod.Post,
            $"/payments/{Escape(paymentId)}/actions/{Escape(actionId)}/execute"));

    public async Task<IResult> Refresh(string orderId, string paymentId)
        => Back(orderId, await backend.Adapter(orderId, adapter => adapter.Refresh(orderId, paymentId)));

    public Task<IResult> Capture(string orderId, string paymentId, HttpRequest request)
        => ByRow(orderId, request, (adapter, items, key) =>
            adapter.Capture(orderId, paymentId, new() { Items = items }, key + "-capture"));

    public Task<IResult> Cancel(string orderId, string paymentId, HttpRequest request)
        => ByRow(orderId, request, (adapter, items, key) =>
            adapter.Cancel(orderId, paymentId, new() { Items = items }, key + "-cancel"));

    public Task<IResult> Refund(string orderId, string paymentId, HttpRequest request)
        => ByRow(orderId, request, (adapter, items, key) =>
            adapter.Refund(orderId, paymentId, new() { Items = items }, key + "-refund"));

    /// <summary>A sum without goods: what staff grant a customer who complains.</summary>
    public async Task<IResult> RefundSum(string orderId, string paymentId, HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var refund = new RefundRequest
        {
            Amount = decimal.TryParse(form["amount"], CultureInfo.InvariantCulture, out var sum) ? sum : 0m,
            Reason = form["reason"],
        };
        return Back(orderId, await backend.Adapter(orderId, adapter =>
            adapter.Refund(orderId, paymentId, refund, form["key"] + "-sum")));
    }

    private async Task<IResult> ByRow(string orderId, HttpRequest request,
        Func<IAdapterClient, IReadOnlyList<OperationItem>, string, Task> call)
    {
        var form = await request.ReadFormAsync();
        var items = form.Where(one => one.Key.StartsWith(Line, StringComparison.Ordinal))
            .Select(one => new OperationItem(one.Key[Line.Length..],
                int.TryParse(one.Value, out var units) ? units : 0))
            .Where(item => item.Quantity > 0).ToList();
        return items.Count == 0 ? Back(orderId, "Give the quantity of a row first.")
            : Back(orderId, await backend.Adapter(orderId, adapter => call(adapter, items, form["key"].ToString())));
    }

    private static IResult Back(string orderId, WireAnswer answer)
        => Back(orderId, answer.IsSuccess ? "Done." : Json.String(answer.Json?["message"])
            ?? $"Refused: {answer.Status}.");

    private static IResult Back(string orderId, string message)
        => Results.Redirect($"/backoffice/{Escape(orderId)}?message={Escape(message)}");

    private static string Escape(string part) => Uri.EscapeDataString(part);
}
