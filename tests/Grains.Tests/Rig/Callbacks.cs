using System.Net;
using System.Text;
using System.Text.Json;
using QliroAdapter.Norce;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.OrderManagement;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.Grains.Tests.Rig;

/// <summary>
/// The web front's part in its simplest form: a partner's call becomes a message. Tokens are tested with the web front.
/// </summary>
public sealed class Callbacks(Shop shop) : HttpMessageHandler
{
    private static readonly JsonSerializerOptions webJson = new(JsonSerializerDefaults.Web);

    /// <summary>The calls that arrived, by the last part of their path.</summary>
    public List<string> Received { get; } = [];

    /// <summary>True: no call is answered, as if the network were down.</summary>
    public bool AreSilent { get; set; }

    /// <summary>True: the next call is carried out, and its answer is lost.</summary>
    public bool LosesNextAnswer { get; set; }

    /// <summary>Runs once when a validation has arrived, before the grain hears of it.</summary>
    public Func<Task>? BeforeValidate { get; set; }

    /// <summary>Runs once after an answered validation, before Qliro has the answer.</summary>
    public Func<Task>? AfterValidate { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Arrived(await Carry(request, cancellationToken));
        }
        catch (ProcessDiedException death)
        {
            throw new HttpRequestException("The connection broke.", death);
        }
        catch (IOException)
        {
            return Response(HttpStatusCode.InternalServerError, "");
        }
    }

    private async Task<HttpResponseMessage> Carry(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (AreSilent) throw new HttpRequestException("The adapter cannot be reached.");
        var segments = request.RequestUri!.AbsolutePath.Split('/');
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var callback = segments[^1];
        if (callback == "validate" && BeforeValidate is { } meanwhile)
        {
            BeforeValidate = null;
            await meanwhile();
        }
        lock (Received) Received.Add(callback);
        var grain = shop.Grains.Get(Shop.Key(segments[^4]).Payment(segments[^2]));
        return callback switch
        {
            "push" => Received_(await grain.ReceivePush(new() { Push = Read<QliroPush>(body, QliroJson.Options) })),
            "status" => Received_(
                await grain.ReceiveStatus(new() { Status = Read<QliroStatusPush>(body, QliroJson.Options) })),
            "notification" => Received_(await grain.ReceiveNotification(
                new() { Notification = Read<QliroNotification>(body, QliroJson.Options)! })),
            "save-recurring-details" => Received_(await grain.SaveRecurringDetails(
                new() { Card = Read<QliroSavedCard>(body, QliroJson.Options)! })),
            "validate" => await Before(
                Validated(await grain.Validate(new() { Order = Read<QliroOrder>(body, QliroJson.Options)! }))),
            "update-payment" or "cart-changed"
                => Patches(await grain.UpdatePayment(new() { Order = Read<NorceOrder>(body, NorceJson.Options)! })),
            "state-changed"
                => Patches(await grain.ChangeState(new() { Order = Read<NorceOrder>(body, NorceJson.Options)! })),
            "shipping-methods" => Shipping(await grain.GetShippingMethods(
                new() { Question = Read<QliroShippingQuestion>(body, QliroJson.Options)! })),
            "shipping-addresses" => Addresses(await grain.GetShippingAddresses(new())),
            "capture" => Answer(await grain.Capture(new CaptureOrder())),
            "cancel" => Answer(await grain.Cancel(new CancelOrder())),
            "refund" => Answer(await grain.Refund(new RefundOrder())),
            _ => Response(HttpStatusCode.NotFound, "{}"),
        };
    }

    private HttpResponseMessage Arrived(HttpResponseMessage answer)
    {
        if (!LosesNextAnswer) return answer;
        LosesNextAnswer = false;
        throw new HttpRequestException("The answer is lost on its way back.");
    }

    private async Task<HttpResponseMessage> Before(HttpResponseMessage answer)
    {
        if (AfterValidate is not { } work) return answer;
        AfterValidate = null;
        await work();
        return answer;
    }

    private static T? Read<T>(string body, JsonSerializerOptions options)
        => JsonSerializer.Deserialize<T>(body, options);

    private static HttpResponseMessage Received_(Outcome<Done> outcome) => outcome.IsAccepted
        ? Response(HttpStatusCode.OK, """{"callbackResponse":"received","CallbackResponse":"received"}""")
        : Refused(outcome.Error);

    private static HttpResponseMessage Validated(Outcome<ValidationAnswer> outcome) => outcome switch
    {
        { Error: { } error } => Refused(error),
        { Value.IsApproved: true } => Response(HttpStatusCode.OK, ""),
        _ => Response(HttpStatusCode.BadRequest, JsonSerializer.Serialize(new
        {
            outcome.Value!.DeclineReason,
            outcome.Value.DeclineReasonMessage,
        })),
    };

    private static HttpResponseMessage Patches(Outcome<HookAnswer> outcome) => outcome.IsAccepted
        ? Response(HttpStatusCode.OK, JsonSerializer.Serialize(outcome.Value.Patches, NorceJson.Options))
        : Refused(outcome.Error);

    private static HttpResponseMessage Shipping(Outcome<ShippingMethodsAnswer> outcome) => outcome switch
    {
        { Error: { } error } => Refused(error),
        { Value.Methods: { Count: > 0 } methods } => Response(HttpStatusCode.OK,
            JsonSerializer.Serialize(new { AvailableShippingMethods = methods }, QliroJson.Options)),
        _ => Response(HttpStatusCode.BadRequest, """{"DeclineReason":"PostalCodeIsNotSupported"}"""),
    };

    private static HttpResponseMessage Addresses(Outcome<ShippingAddressesAnswer> outcome) => outcome.IsAccepted
        ? Response(HttpStatusCode.OK,
            JsonSerializer.Serialize(new { AvailableShippingAddresses = outcome.Value.Addresses }, QliroJson.Options))
        : Refused(outcome.Error);

    private static HttpResponseMessage Answer<T>(Outcome<T> outcome)
        => outcome.IsAccepted ? Response(HttpStatusCode.OK, "{}") : Refused(outcome.Error);

    private static HttpResponseMessage Refused(PaymentError error)
        => Response(HttpStatusCode.BadRequest, JsonSerializer.Serialize(error, webJson));

    private static HttpResponseMessage Response(HttpStatusCode status, string body)
        => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
