using QliroAdapter.Norce;
using QliroAdapter.Payments;

namespace QliroAdapter.Checkout;

/// <summary>
/// The hooks (Norce's webhooks, called before a change is committed) that a payment needs at Norce. The pointers are
/// unverified (norce.md 5.3), so they are written only here.
/// </summary>
public static class OurHooks
{
    private const string Target = "/payments";

    /// <summary>The watched part, and our route.</summary>
    private static IEnumerable<(string SubscribeTo, string Callback)> Wanted(HookMode mode)
    {
        var changed = mode == HookMode.CartChanged ? "cart-changed" : "update-payment";
        return [("/cart", changed), ("/shippings", changed), ("/payments", changed), ("/state", "state-changed")];
    }

    /// <summary>Hooks on the order that belong to this payment.</summary>
    public static IEnumerable<NorceHook> On(NorceOrder order, string paymentId) => (order.Hooks ?? []).Where(hook =>
        NorceAdapter.IsOurs(hook.AdapterId) && hook.Id is not null
        && hook.Invoke?.Contains($"/payments/{Uri.EscapeDataString(paymentId)}/", StringComparison.Ordinal) == true);

    /// <summary>Hooks that are still missing on the order.</summary>
    public static IEnumerable<NorceHook> Missing(
        NorceOrder order, PaymentKey key, CallbackUrls urls, ChannelConfiguration configuration)
    {
        var known = On(order, key.PaymentId).Select(hook => hook.SubscribeTo).ToHashSet(StringComparer.Ordinal);
        var missing = Wanted(configuration.HookMode).Where(hook => !known.Contains(hook.SubscribeTo));
        return missing.Select(hook => new NorceHook
        {
            AdapterId = NorceAdapter.Id,
            SubscribeTo = hook.SubscribeTo,
            Target = Target,
            Invoke = urls.ForNorce(key, configuration, hook.Callback),
            Version = "v0",
        });
    }
}
