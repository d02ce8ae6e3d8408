using System.Text.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.Ops;

/// <summary>
/// A kept callback that can be handed to its payment again, by the same message as at the first time. Only pushes and
/// status pushes can: what counts of them is read from Qliro, so that they change nothing twice and need nothing that
/// is masked. A question before a purchase is not asked again, because its approval takes the order at Norce with it;
/// of a shipping provider's report, what matters is masked. Immutable.
/// </summary>
internal sealed class CallbackReplay
{
    /// <summary>Of a payment, kept ones are looked for among so many of the newest.</summary>
    public const int LookedAtMax = 1000;

    // Stands in place of a text that may be about a person.
    private const string Mask = "***";

    private readonly JsonObject? body;

    private CallbackReplay(CallBody kept, JsonObject? body) => (Kept, this.body) = (kept, body);

    /// <summary>As it is stored.</summary>
    public CallBody Kept { get; }

    /// <summary>True for one of a kind that can be handed over again.</summary>
    public static bool IsOffered(CallBody kept)
        => kept is { IsCallback: true, Operation: CallbackNames.Push or CallbackNames.Status };

    /// <summary>The callback of this id, or why it cannot be handed over again.</summary>
    public static async Task<Outcome<CallbackReplay>> Find(
        ICallBodies bodies, PaymentKey key, long? id, CancellationToken cancellation)
    {
        var kept = (await bodies.Find(key.ToString(), LookedAtMax, cancellation))
            .LastOrDefault(one => one.Id == id && one.IsCallback);
        if (kept is null)
            return Refused($"Callback {id} of payment {key.PaymentId} is not kept, or not any more "
                + "(Ops:KeepBodiesHours).");
        if (!IsOffered(kept))
            return Refused($"A {kept.Operation} is not handed over again: only pushes and status pushes change nothing "
                + "twice.");
        if (kept.Request.Length == 0) return new CallbackReplay(kept, null);
        return BodyOf(kept) is { } body
            ? new CallbackReplay(kept, body)
            : Refused($"What callback {id} said was not kept whole.");
    }

    /// <summary>What would be handed to which method of the payment's grain.</summary>
    public ActionPreview Preview => new()
    {
        Steps =
        [
            $"The payment is handed {Method} as at {Kept.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: "
                + $"{body?.ToJsonString() ?? "without a body that could be read"}",
            "It does what it does when Qliro sends this: it reads Qliro and applies what that says. What was applied "
                + "before changes nothing.",
        ],
    };

    /// <summary>Hands it over.</summary>
    public Task<Outcome<Done>> Send(IPaymentGrain payment, string by, string reason)
    {
        var replayed = new ReplayedBy { By = by, Reason = reason };
        return IsPush
            ? payment.ReceivePush(new() { Push = body.Deserialize<QliroPush>(QliroJson.Options), Replayed = replayed })
            : payment.ReceiveStatus(
                new() { Status = body.Deserialize<QliroStatusPush>(QliroJson.Options), Replayed = replayed });
    }

    private bool IsPush => Kept.Operation == CallbackNames.Push;

    private string Method => IsPush ? nameof(IPaymentGrain.ReceivePush) : nameof(IPaymentGrain.ReceiveStatus);

    /// <summary>Without members that are masked; null when it is no whole object any more.</summary>
    private static JsonObject? BodyOf(CallBody kept)
    {
        try
        {
            if (JsonNode.Parse(kept.Request) is not JsonObject body) return null;
            foreach (var (name, _) in body.Where(IsMasked).ToList()) body.Remove(name);
            return body;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsMasked(KeyValuePair<string, JsonNode?> member)
        => member.Value is JsonValue value && value.TryGetValue(out string? text)
            && text.Contains(Mask, StringComparison.Ordinal);

    private static PaymentError Refused(string why) => new() { Code = ErrorCodes.PaymentConflict, Message = why };
}
