using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QliroAdapter.Partners;

namespace QliroAdapter.Norce;

/// <summary>
/// Norce's Order API, version 0. A PUT replaces the whole resource: read, change, write back with its unknown members.
/// Status 409 means somebody else changed the order meanwhile: read again, apply again. Thread-safe.
/// </summary>
public sealed class NorceOrderClient
{
    private const int StateReadsMax = 5;
    private static readonly TimeSpan StatePause = TimeSpan.FromMilliseconds(200);

    private readonly NorceCalls calls;
    private readonly TimeProvider clock;
    private readonly NorceOptions options;

    public NorceOrderClient(
        HttpClient http,
        NorceTokens tokens,
        PartnerGates gates,
        TimeProvider clock,
        IOptions<NorceOptions> options,
        ILogger<NorceOrderClient> logger)
    {
        (this.clock, this.options) = (clock, options.Value);
        calls = new(http, tokens, gates, clock, options.Value, logger);
    }

    /// <inheritdoc cref="PartnerGate.HoldsUntil"/>
    public DateTimeOffset? HoldsUntil(OrderKey order) => calls.HoldsUntil(options.OrderApiUrl, order.Merchant);

    /// <summary>Reads the whole order.</summary>
    public Task<Answer<NorceOrder>> GetOrder(OrderKey order, CancellationToken ct)
        => Call("GET order", HttpMethod.Get, order, "", null, Read<NorceOrder>, ct);

    /// <summary>Adds a payment; answers its id. Never repeat it blindly: unknown means read the order.</summary>
    public Task<Answer<string>> AddPayment(OrderKey order, NorcePayment payment, CancellationToken ct)
        => Call("POST payment", HttpMethod.Post, order, "/payments", payment, ReadId, ct);

    /// <summary>Replaces a payment; it must carry its id.</summary>
    public Task<Answer<Done>> PutPayment(OrderKey order, NorcePayment payment, CancellationToken ct)
        => Write("PUT payment", HttpMethod.Put, order, $"/payments/{Id(payment.Id)}", payment, ct);

    /// <summary>
    /// Sets the order's status. Norce may answer 202, "not finished or overtaken": then the order is read up to five
    /// times, 200 ms apart and within the one time limit, and unless the status is seen the outcome is unknown.
    /// </summary>
    public async Task<Answer<Done>> PutState(OrderKey order, string status, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        using var timer = new CancellationTokenSource(options.Timeout, clock);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, ct);
        var answer = await Call(
            "PUT state",
            HttpMethod.Put,
            order,
            "/state",
            new { CurrentStatus = status },
            reply => reply.Status == 202 ? StateChange.Accepted : StateChange.Finished,
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
        => Write("PUT billing", HttpMethod.Put, order, "/customer/billing", address, ct);

    /// <summary>Replaces the shipping address.</summary>
    public Task<Answer<Done>> PutShippingAddress(OrderKey order, NorceAddress address, CancellationToken ct)
        => Write("PUT shipping address", HttpMethod.Put, order, "/customer/shipping", address, ct);

    /// <summary>Sets what order management may do now: replaces the payment's actions of this adapter.</summary>
    public Task<Answer<Done>> AddActions(
        OrderKey order, string paymentId, IReadOnlyList<NorcePaymentAction> actions, CancellationToken ct)
        => Write("POST actions", HttpMethod.Post, order, $"/payments/{Id(paymentId)}/actions", actions, ct);

    /// <summary>Reads a payment's audit trail.</summary>
    public Task<Answer<IReadOnlyList<NorcePaymentTransaction>>> GetTransactions(
        OrderKey order, string paymentId, CancellationToken ct)
        => Call(
            "GET transactions",
            HttpMethod.Get,
            order,
            $"/payments/{Id(paymentId)}/transactions",
            null,
            Read<IReadOnlyList<NorcePaymentTransaction>>,
            ct);

    /// <summary>Adds one entry to a payment's audit trail.</summary>
    public Task<Answer<Done>> AddTransaction(
        OrderKey order, string paymentId, NorcePaymentTransaction transaction, CancellationToken ct)
        => Write(
            "POST transaction", HttpMethod.Post, order, $"/payments/{Id(paymentId)}/transactions", transaction, ct);

    /// <summary>Registers a hook; Norce answers no id, the order shows it.</summary>
    public Task<Answer<Done>> AddHook(OrderKey order, NorceHook hook, CancellationToken ct)
        => Write("POST hook", HttpMethod.Post, order, "/hooks", hook, ct);

    /// <summary>Removes a hook.</summary>
    public Task<Answer<Done>> DeleteHook(OrderKey order, string hookId, CancellationToken ct)
        => Write("DELETE hook", HttpMethod.Delete, order, $"/hooks/{Id(hookId)}", null, ct);

    /// <summary>Adds a shipping; answers its id.</summary>
    public Task<Answer<string>> AddShipping(OrderKey order, NorceShipping shipping, CancellationToken ct)
        => Call("POST shipping", HttpMethod.Post, order, "/shippings", shipping, ReadId, ct);

    /// <summary>Replaces a shipping; it must carry its id.</summary>
    public Task<Answer<Done>> PutShipping(OrderKey order, NorceShipping shipping, CancellationToken ct)
        => Write("PUT shipping", HttpMethod.Put, order, $"/shippings/{Id(shipping.Id)}", shipping, ct);

    /// <summary>Asks everybody concerned whether the order can be bought. An empty list is yes.</summary>
    public Task<Answer<IReadOnlyList<NorceValidationFailure>>> ValidateOrder(OrderKey order, CancellationToken ct)
        => calls.Call(
            new NorceCall("POST validate", HttpMethod.Post, options.OrderApiUrl, Path(order, "/validate"))
            {
                AlsoAccepted = 400,
            },
            order.ChannelKey,
            NorceValidationReply.Read,
            ct);

    private static string Path(OrderKey order, string rest)
        => $"api/v0/checkout/orders/{Uri.EscapeDataString(order.OrderId)}{rest}";

    private static string Id(string? id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return Uri.EscapeDataString(id);
    }

    private static T? Read<T>(PartnerReply reply)
        where T : class
        => JsonSerializer.Deserialize<T>(reply.Body, NorceJson.Options);

    private static string? ReadId(PartnerReply reply)
    {
        var id = reply.Body.Length == 0 ? null : Read<Created>(reply)?.Id;
        return !string.IsNullOrEmpty(id) ? id : LastSegment(reply.Location);
    }

    private static string? LastSegment(Uri? location)
    {
        var segment = location?.OriginalString.Split('?')[0].TrimEnd('/').Split('/')[^1];
        return string.IsNullOrEmpty(segment) ? null : Uri.UnescapeDataString(segment);
    }

    private async Task<bool> SeeStatus(OrderKey order, string status, CancellationToken limited)
    {
        for (var reads = 0; reads < StateReadsMax; reads++)
        {
            try
            {
                await Task.Delay(StatePause, clock, limited);
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

    private Task<Answer<Done>> Write(
        string operation, HttpMethod method, OrderKey order, string path, object? body, CancellationToken ct)
        => Call(operation, method, order, path, body, static _ => Done.Yes, ct);

    private Task<Answer<T>> Call<T>(
        string operation,
        HttpMethod method,
        OrderKey order,
        string path,
        object? body,
        Func<PartnerReply, T?> read,
        CancellationToken ct)
        where T : class
        => calls.Call(
            new NorceCall(operation, method, options.OrderApiUrl, Path(order, path)) { Body = body },
            order.ChannelKey,
            read,
            ct);

    private sealed record Created(string? Id);

    private sealed record StateChange(bool IsFinished)
    {
        public static readonly StateChange Accepted = new(false);
        public static readonly StateChange Finished = new(true);
    }
}
