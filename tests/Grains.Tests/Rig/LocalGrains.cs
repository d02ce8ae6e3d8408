using System.Collections.Concurrent;
using System.Reflection;

namespace QliroAdapter.Grains.Tests.Rig;

/// <summary>
/// The smallest engine: one turn at a time per key, interleaved reads beside it, no queue bound, nothing leaves memory.
/// </summary>
public sealed class LocalGrains(Func<PaymentKey, IPaymentGrain> payments, Func<OrderKey, IOrderGrain> orders)
    : IPaymentGrains
{
    private readonly ConcurrentDictionary<PaymentKey, IPaymentGrain> activePayments = new();
    private readonly ConcurrentDictionary<OrderKey, IOrderGrain> activeOrders = new();

    public IPaymentGrain Get(PaymentKey key)
        => activePayments.GetOrAdd(key, static (key, make) => OneAtATime<IPaymentGrain>.Around(make(key)), payments);

    public IOrderGrain Get(OrderKey key)
        => activeOrders.GetOrAdd(key, static (key, make) => OneAtATime<IOrderGrain>.Around(make(key)), orders);

    /// <summary>Due work of one key.</summary>
    public Task Continue(string key) => key.Split('/').Length == 4
        ? Get(PaymentKey.Parse(key)).Continue(new())
        : Get(OrderKey.Parse(key)).Continue(new());
}

/// <summary>Queues calls of one grain behind each other, but for those marked to interleave.</summary>
public class OneAtATime<T> : DispatchProxy
    where T : class
{
    private readonly SemaphoreSlim turn = new(1);
    private T grain = null!;

    public static T Around(T grain)
    {
        var proxy = Create<T, OneAtATime<T>>();
        ((OneAtATime<T>)(object)proxy).grain = grain;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        if (targetMethod.GetCustomAttribute<InterleavesAttribute>() is not null)
            return targetMethod.Invoke(grain, args);
        if (targetMethod.ReturnType == typeof(Task))
            return Take(targetMethod, args);
        return typeof(OneAtATime<T>).GetMethod(nameof(TakeFor), BindingFlags.NonPublic | BindingFlags.Instance)!
            .MakeGenericMethod(targetMethod.ReturnType.GenericTypeArguments[0]).Invoke(this, [targetMethod, args!]);
    }

    private async Task Queue(MethodInfo method)
    {
        if (method.GetCustomAttribute<HookAttribute>() is null || grain is not IHookAware aware)
        {
            await turn.WaitAsync();
            return;
        }

        aware.HookArrived();
        await turn.WaitAsync();
        aware.HookServed();
    }

    private async Task Take(MethodInfo method, object?[]? args)
    {
        await Queue(method);
        try
        {
            await (Task)method.Invoke(grain, args)!;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<TAnswer> TakeFor<TAnswer>(MethodInfo method, object?[]? args)
    {
        await Queue(method);
        try
        {
            return await (Task<TAnswer>)method.Invoke(grain, args)!;
        }
        finally
        {
            turn.Release();
        }
    }
}
