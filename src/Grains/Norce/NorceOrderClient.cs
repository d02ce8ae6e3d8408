using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QliroAdapter.Partners;
using Refit;

namespace QliroAdapter.Norce;

/// <summary>
/// Norce's Order API, version 0. A PUT replaces the whole resource, so an order is read, changed, and written back with
/// its unknown members. Status 409 means that somebody else changed the order meanwhile: read it again and repeat the
/// change. Thread-safe.
/// </summary>
public sealed class NorceOrderClient(
    INorceOrderApi api, PartnerCircuits circuits, TimeProvider clock, IOptions<NorceOptions> options,
    ILogger<NorceOrderClient> logger)
{
    private const int StateReadsMax = 5;
    private static readonly TimeSpan statePause = TimeSpan.FromMilliseconds(200);

    private readonly NorceCalls calls = new(circuits, clock, options.Value.OrderApiUrl, options.Value.Timeout, logger);

    /// <inheritdoc cref="PartnerCircuit.OpenUntil"/>
    public DateTimeOffset? OpenUntil(OrderKey order) => calls.OpenUntil(order.Merchant);

    /// <summary>Reads the whole order.</summary>
    public Task<Answer<NorceOrder>> GetOrder(OrderKey order, CancellationToken ct)
        => calls.Read(
            "GET order", order.ChannelKey, (target, limited) => api.GetOrder(target, order.OrderId, limited),
            read => string.Equals(read.Id, order.OrderId, StringComparison.OrdinalIgnoreCase) && HasWholeIds(read),
            ct);

    /// <summary>
    /// Adds a payment and returns its id. After an unknown outcome read the order before repeating it, because a repeat
    /// would add a second payment.
    /// </summary>
    public Task<Answer<string>> AddPayment(OrderKey order, NorcePayment payment, CancellationToken ct)
        => Add("POST payment", order, (target, limited) => api.AddPayment(target, order.OrderId, payment, limited), ct);

    /// <summary>Replaces a payment; it must carry its id.</summary>
    public Task<Answer<Done>> PutPayment(OrderKey order, NorcePayment payment, CancellationToken ct)
    {
        var id = Given(payment.Id);
        return Write(
            "PUT payment", order, (target, limited) => api.PutPayment(target, order.OrderId, id, payment, limited), ct);
    }

    /// <summary>
    /// Sets the order's status. Norce may answer 202, which means "not finished, or replaced by another change". The
    /// order is then read up to five times, 200 ms apart and within the call's time limit. When the status is not seen,
    /// the outcome is unknown.
    /// </summary>
    public async Task<Answer<Done>> PutState(OrderKey order, string status, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        using var timer = new CancellationTokenSource(options.Value.Timeout, clock);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, ct);
        var answer = await calls.Write(
            "PUT state",
            order.ChannelKey,
            CallEffect.Replaces,
            (target, token) => api.PutState(target, order.OrderId, new(status), token),
            response => response.StatusCode == HttpStatusCode.Accepted ? StateChange.Accepted : StateChange.Finished,
            limited.Token);
        if (answer.Value is null) return new() { Failure = answer.Failure, Call = answer.Call };
        if (answer.Value.IsFinished) return new() { Value = Done.Yes, Call = answer.Call };

        var seen = await SeeStatus(order, status, limited.Token);
        var call = answer.Call with { Took = clock.GetElapsedTime(started), Problem = seen ? null : "Unknown" };
        return seen
            ? new() { Value = Done.Yes, Call = call }
            : new()
            {
                Failure = new(
                    PartnerFailureKind.Unknown,
                    202,
                    null,
                    $"PUT state was accepted, but '{status}' was not seen afterwards."),
                Call = call,
            };
    }

    /// <summary>Replaces the billing address.</summary>
    public Task<Answer<Done>> PutBillingAddress(OrderKey order, NorceAddress address, CancellationToken ct)
        => Write(
            "PUT billing",
            order,
            (target, limited) => api.PutBillingAddress(target, order.OrderId, address, limited),
            ct);

    /// <summary>Replaces the shipping address.</summary>
    public Task<Answer<Done>> PutShippingAddress(OrderKey order, NorceAddress address, CancellationToken ct)
        => Write(
            "PUT shipping address",
            order,
            (target, limited) => api.PutShippingAddress(target, order.OrderId, address, limited),
            ct);

    /// <summary>
    /// Sets the actions that order management may execute now; replaces this adapter's actions of the payment.
    /// </summary>
    public Task<Answer<Done>> AddActions(
        OrderKey order, string paymentId, IReadOnlyList<NorcePaymentAction> actions, CancellationToken ct)
    {
        var id = Given(paymentId);
        return Write(
            "POST actions", order,
            (target, limited) => api.AddActions(target, order.OrderId, id, actions, limited), ct);
    }

    /// <summary>Reads a payment's audit trail.</summary>
    public Task<Answer<IReadOnlyList<NorcePaymentTransaction>>> GetTransactions(
        OrderKey order, string paymentId, CancellationToken ct)
    {
        var id = Given(paymentId);
        return calls.Read(
            "GET transactions",
            order.ChannelKey,
            (target, limited) => api.GetTransactions(target, order.OrderId, id, limited),
            static _ => true,
            ct);
    }

    /// <summary>Adds one entry to a payment's audit trail.</summary>
    public Task<Answer<Done>> AddTransaction(
        OrderKey order, string paymentId, NorcePaymentTransaction transaction, CancellationToken ct)
    {
        var id = Given(paymentId);
        return Write(
            "POST transaction",
            order,
            (target, limited) => api.AddTransaction(target, order.OrderId, id, transaction, limited),
            ct,
            CallEffect.Creates);
    }

    /// <summary>Registers a hook. Norce's answer holds no id; the order does.</summary>
    public Task<Answer<Done>> AddHook(OrderKey order, NorceHook hook, CancellationToken ct)
        => Write(
            "POST hook", order, (target, limited) => api.AddHook(target, order.OrderId, hook, limited), ct,
            CallEffect.Creates);

    /// <summary>Removes a hook.</summary>
    public Task<Answer<Done>> DeleteHook(OrderKey order, string hookId, CancellationToken ct)
    {
        var id = Given(hookId);
        return Write("DELETE hook", order, (target, limited) => api.DeleteHook(target, order.OrderId, id, limited), ct);
    }

    /// <summary>Adds a shipping and returns its id.</summary>
    public Task<Answer<string>> AddShipping(OrderKey order, NorceShipping shipping, CancellationToken ct)
        => Add(
            "POST shipping", order, (target, limited) => api.AddShipping(target, order.OrderId, shipping, limited), ct);

    /// <summary>Replaces a shipping; it must carry its id.</summary>
    public Task<Answer<Done>> PutShipping(OrderKey order, NorceShipping shipping, CancellationToken ct)
    {
        var id = Given(shipping.Id);
        return Write(
            "PUT shipping",
            order,
            (target, limited) => api.PutShipping(target, order.OrderId, id, shipping, limited),
            ct);
    }

    /// <summary>Asks all adapters concerned whether the order can be bought. It can when the list is empty.</summary>
    public Task<Answer<IReadOnlyList<NorceValidationFailure>>> ValidateOrder(OrderKey order, CancellationToken ct)
        => calls.Write(
            "POST validate",
            order.ChannelKey,
            CallEffect.Replaces,
            (target, limited) => api.ValidateOrder(target, order.OrderId, limited),
            NorceValidationReply.Read,
            ct,
            alsoAccepted: 400);

    /// <summary>The id, checked: without one the URL would be that of another operation.</summary>
    private static string Given(string? id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return id;
    }

    private static string? IdOf(IApiResponse<NorceCreated> response)
    {
        var id = !string.IsNullOrEmpty(response.Content?.Id)
            ? response.Content.Id
            : LastSegment(response.Headers?.Location);
        return IsWhole(id) ? id : null;
    }

    /// <summary>
    /// Broken bytes in a text were replaced when it was read. A name is good enough with one, but an id would be that
    /// of something else, and what it names would seem to be gone.
    /// </summary>
    private static bool HasWholeIds(NorceOrder order)
        => (order.Payments ?? []).All(payment => IsWhole(payment.Id) && (!payment.IsOurs || IsWhole(payment.Reference)))
            && (order.Shippings ?? []).All(shipping => IsWhole(shipping.Id))
            && (order.Hooks ?? []).All(hook => IsWhole(hook.Id));

    private static bool IsWhole(string? id) => id?.Contains('\uFFFD') != true;

    private static string? LastSegment(Uri? location)
    {
        var segment = location?.OriginalString.Split('?')[0].TrimEnd('/').Split('/')[^1];
        return string.IsNullOrEmpty(segment) ? null : Uri.UnescapeDataString(segment);
    }

    private Task<Answer<string>> Add(
        string operation, OrderKey order, Func<NorceTarget, CancellationToken, Task<IApiResponse<NorceCreated>>> send,
        CancellationToken ct)
        => calls.Write(operation, order.ChannelKey, CallEffect.Creates, send, IdOf, ct);

    private Task<Answer<Done>> Write(
        string operation, OrderKey order, Func<NorceTarget, CancellationToken, Task<IApiResponse>> send,
        CancellationToken ct, CallEffect effect = CallEffect.Replaces)
        => calls.Write(operation, order.ChannelKey, effect, send, static _ => Done.Yes, ct);

    private async Task<bool> SeeStatus(OrderKey order, string status, CancellationToken limited)
    {
        for (var reads = 0; reads < StateReadsMax; reads++)
        {
            try
            {
                await Task.Delay(statePause, clock, limited);
            }
            catch (OperationCanceledException)
            {
                return false;
            }

            var answer = await GetOrder(order, limited);
            if (string.Equals(answer.Value?.Status, status, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private sealed record StateChange(bool IsFinished)
    {
        public static readonly StateChange Accepted = new(false);
        public static readonly StateChange Finished = new(true);
    }
}
