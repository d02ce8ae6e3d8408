using System.Reflection;

namespace QliroAdapter.EmbeddedSilo.Tests;

/// <summary>Grains of which every method does what the test says.</summary>
internal sealed class FakeGrains(Func<string, MethodInfo, Task> answer) : IPaymentGrains
{
    public IPaymentGrain Get(PaymentKey key) => GrainProxy<IPaymentGrain>.Of(key.ToString(), answer);

    public IOrderGrain Get(OrderKey key) => GrainProxy<IOrderGrain>.Of(key.ToString(), answer);
}

/// <summary>One grain whose methods all lead to one function.</summary>
public class GrainProxy<T> : DispatchProxy
    where T : class
{
    private Func<MethodInfo, Task> answer = _ => Task.CompletedTask;

    internal static T Of(string key, Func<string, MethodInfo, Task> answer)
    {
        var grain = Create<T, GrainProxy<T>>();
        ((GrainProxy<T>)(object)grain).answer = method => answer(key, method);
        return grain;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => answer(targetMethod!);
}
