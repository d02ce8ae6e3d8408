using System.Net;
using System.Reflection;
using System.Text;
using QliroAdapter.Checkout;
using QliroAdapter.Norce;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.Ops;
using QliroAdapter.OrderManagement;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation.Defects;

/// <summary>A mistake in what a message does: something else is done in its place, or after it.</summary>
internal sealed class GrainDefect(Func<World, PaymentKey, IPaymentGrain, MethodInfo, object?[], Task?> mistake) : Defect
{
    public override IPaymentGrains Around(IPaymentGrains grains, World world) => new Mistaken(grains, world, mistake);

    private sealed class Mistaken(
        IPaymentGrains grains, World world,
        Func<World, PaymentKey, IPaymentGrain, MethodInfo, object?[], Task?> mistake) : IPaymentGrains
    {
        public IPaymentGrain Get(PaymentKey key)
        {
            var grain = grains.Get(key);
            return Proxy.Around((method, args) => mistake(world, key, grain, method, args)
                ?? (Task)method.Invoke(grain, args)!);
        }

        public IOrderGrain Get(OrderKey key) => grains.Get(key);

        public IChannelGrain Get(ChannelKey key) => grains.Get(key);

        public IHookTurns GetHooks(PaymentKey key) => grains.GetHooks(key);
    }

    internal class Proxy : DispatchProxy
    {
        private Func<MethodInfo, object?[], Task> call = null!;

        public static IPaymentGrain Around(Func<MethodInfo, object?[], Task> call)
        {
            var proxy = Create<IPaymentGrain, Proxy>();
            ((Proxy)(object)proxy).call = call;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => call(targetMethod!, args!);
    }
}

/// <summary>The mistakes in handling messages.</summary>
internal static class GrainDefects
{
    /// <summary>Treats a release that nobody asked for as a cancel.</summary>
    public static Task? CancelOnForeignReversal(
        World world, PaymentKey key, IPaymentGrain grain, MethodInfo method, object?[] args)
    {
        return args is [ReceiveStatus { Status.PaymentType: "Reversal" } status] ? Both(status) : null;

        async Task<Outcome<Done>> Both(ReceiveStatus message)
        {
            await grain.Refresh(new());
            return await grain.ReceiveStatus(message);
        }
    }

    /// <summary>Removes a payment from the order without asking Qliro.</summary>
    public static Task? PaidOrderRemoved(
        World world, PaymentKey key, IPaymentGrain grain, MethodInfo method, object?[] args)
    {
        return args is [RemovePayment] ? Remove() : null;

        async Task<Outcome<Done>> Remove()
        {
            var payment = world.Norce.Payment(key.OrderId, key.PaymentId);
            payment["state"] = "removed";
            await world.Norce.Call("PUT", key.OrderId, $"/payments/{key.PaymentId}", payment, NorceAdapter.Id);
            return Done.Yes;
        }
    }

    /// <summary>Answers a push received before anything of it is done, and forgets it when it then fails.</summary>
    public static Task? PushNotHandled(
        World world, PaymentKey key, IPaymentGrain grain, MethodInfo method, object?[] args)
        => args is [ReceivePush or ReceiveStatus] ? Task.FromResult<Outcome<Done>>(Done.Yes) : null;

    /// <summary>Writes to Norce within a hook, while Norce holds the order for it.</summary>
    public static Task? HookDelivers(
        World world, PaymentKey key, IPaymentGrain grain, MethodInfo method, object?[] args)
    {
        return args is [UpdatePayment hook] ? Both(hook) : null;

        async Task<Outcome<HookAnswer>> Both(UpdatePayment message)
        {
            var answer = await grain.UpdatePayment(message);
            await grain.RepairPayment(new());
            return answer;
        }
    }

    /// <summary>Treats each call as a new operation, whatever key it has.</summary>
    public static Task? IdempotencyKeyIgnored(
        World world, PaymentKey key, IPaymentGrain grain, MethodInfo method, object?[] args)
    {
        var number = world.Dice.Below(int.MaxValue);
        return args switch
        {
            [CaptureOrder { IdempotencyKey: { } known } capture]
                => grain.Capture(capture with { IdempotencyKey = $"{known}-{number}" }),
            [RefundOrder { IdempotencyKey: { } known } refund]
                => grain.Refund(refund with { IdempotencyKey = $"{known}-{number}" }),
            _ => null,
        };
    }
}

/// <summary>Answers a hook with the answer to the one before it.</summary>
internal sealed class StaleHookAnswer : Defect
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> last = new();

    public override HttpResponseMessage Answered(HttpResponseMessage response, string callback, string key)
    {
        if (callback != "update-payment" || response.StatusCode != HttpStatusCode.OK) return response;
        using var reader = new StreamReader(response.Content.ReadAsStream());
        var answer = reader.ReadToEnd();
        var stale = last.GetValueOrDefault(key, "[]");
        last[key] = answer;
        return new(HttpStatusCode.OK) { Content = new StringContent(stale, Encoding.UTF8, "application/json") };
    }
}

/// <summary>Believes what a push says: Qliro's order is read as the last push described it.</summary>
internal static class BelievedPushes
{
    public static Defect Make()
    {
        var said = new System.Collections.Concurrent.ConcurrentDictionary<string, string>();
        return new Both(
            new GrainDefect((_, _, _, _, args) =>
            {
                if (args is [ReceivePush { Push: { Status: { } status, OrderId: { } id } }])
                    said[id.ToString()!] = status;
                return null;
            }),
            new WireDefect(async call =>
            {
                var response = await call.Go();
                var id = call.Path.Split('/')[^1];
                if (call.Partner != "Qliro"
                    || call.Request.Method != HttpMethod.Get || call.Path.Contains("adminapi", StringComparison.Ordinal)
                    || !said.TryGetValue(id, out var status)) return response;
                var body = await response.Content.ReadAsStringAsync();
                return Call.Answer(
                    response.StatusCode, body.Replace("\"InProcess\"", $"\"{status}\"", StringComparison.Ordinal));
            }));
    }

    private sealed class Both(GrainDefect grains, WireDefect wire) : Defect
    {
        public override IPaymentGrains Around(IPaymentGrains inner, World world) => grains.Around(inner, world);

        public override HttpMessageHandler Around(HttpMessageHandler inner, Faults.Partner partner, World world)
            => wire.Around(inner, partner, world);
    }
}
