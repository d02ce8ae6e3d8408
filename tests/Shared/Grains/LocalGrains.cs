using QliroAdapter.Checkout;
using QliroAdapter.Composition;
using QliroAdapter.Payments;

namespace QliroAdapter.Tests;

/// <summary>The real grains of one process without a silo, each behind a mailbox.</summary>
/// <param name="services">The services of the payments; resolved when the first grain is created.</param>
/// <param name="rules">Orleans' defaults when not given.</param>
/// <param name="channels">Creates a channel's grain; not used when every channel is in the settings.</param>
internal sealed class LocalGrains(
    Lazy<PaymentServices> services, MailboxRules? rules = null, Func<OutsideSilo, IChannelGrain>? channels = null)
    : IPaymentGrains
{
    private readonly Dictionary<string, Mailbox> mailboxes = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Keys with a running call.</summary>
    public IEnumerable<string> Busy
    {
        get
        {
            lock (gate) return [.. mailboxes.Where(one => one.Value.IsBusy).Select(one => one.Key)];
        }
    }

    public IPaymentGrain Get(PaymentKey key) => Of(key).As<IPaymentGrain>();

    public IHookTurns GetHooks(PaymentKey key) => Of(key).As<IHookTurns>();

    public IOrderGrain Get(OrderKey key)
        => Of(key.ToString(), context => new OrderGrain(context, services.Value)).As<IOrderGrain>();

    public IChannelGrain Get(ChannelKey key) => Of(key.ToString(), channels!).As<IChannelGrain>();

    /// <summary>Runs the due work of one payment or order.</summary>
    public Task Continue(string key) => PaymentKey.TryParse(key) is { } payment
        ? Get(payment).Continue(new())
        : Get(OrderKey.Parse(key)).Continue(new());

    private Mailbox Of(PaymentKey key) => Of(key.ToString(), context => new PaymentGrain(context, services.Value));

    private Mailbox Of(string key, Func<OutsideSilo, object> make)
    {
        lock (gate)
        {
            if (!mailboxes.TryGetValue(key, out var mailbox))
                mailboxes[key] = mailbox = new(() => make(new(key)), rules);
            return mailbox;
        }
    }
}
