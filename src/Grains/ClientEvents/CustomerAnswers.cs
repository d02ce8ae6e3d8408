using System.Text.Json;
using QliroAdapter.Norce;
using QliroAdapter.Qliro;

namespace QliroAdapter.ClientEvents;

/// <summary>
/// The shopper's answers in Qliro's frame besides name and address, kept as attributes of the Norce payment. An answer
/// that Qliro does not state leaves the attribute as it is.
/// </summary>
public static class CustomerAnswers
{
    /// <summary><c>true</c> when the shopper asked for news, <c>false</c> when not; absent when nobody asked.</summary>
    public const string Newsletter = "qliroNewsletterSignup";

    /// <summary><c>true</c> when the shopper proved their identity; absent where no proof is required.</summary>
    public const string Identity = "qliroIdentityVerified";

    /// <summary>
    /// The payment with the answers; the same instance when it has them already. Answers of the person before are not
    /// kept for another.
    /// </summary>
    public static NorcePayment Over(NorcePayment payment, QliroOrder? order, bool isOtherPerson = false)
    {
        var before = isOtherPerson ? Without(payment, Newsletter, Identity) : payment;
        return Set(
            Set(before, Newsletter, order?.SignupForNewsletter),
            Identity, order?.IdentityVerification?.IdentityVerified);
    }

    private static NorcePayment Without(NorcePayment payment, params string[] names)
        => payment.Attributes?.Keys.Any(names.Contains) != true ? payment : payment with
        {
            Attributes = payment.Attributes.Where(one => !names.Contains(one.Key)).ToDictionary(StringComparer.Ordinal),
        };

    private static NorcePayment Set(NorcePayment payment, string name, bool? answer)
    {
        if (answer is not { } stated || IsKnown(payment.Attributes, name, stated)) return payment;
        return payment with
        {
            Attributes = new Dictionary<string, JsonElement>(
                payment.Attributes ?? new Dictionary<string, JsonElement>(), StringComparer.Ordinal)
            {
                [name] = JsonSerializer.SerializeToElement(stated),
            },
        };
    }

    private static bool IsKnown(IReadOnlyDictionary<string, JsonElement>? attributes, string name, bool answer)
        => attributes is not null && attributes.TryGetValue(name, out var known)
            && known.ValueKind == (answer ? JsonValueKind.True : JsonValueKind.False);
}
