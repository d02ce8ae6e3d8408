using System.Reflection;
using System.Runtime.CompilerServices;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.Tests;
using Shouldly;
using Xunit;

namespace QliroAdapter.EmbeddedSilo.Tests;

/// <summary>Every method of the grains, by what can be seen of it while another turn runs.</summary>
public sealed class When_a_message_goes_through_the_silo : IDisposable
{
    private static readonly PaymentKey Payment = PaymentKey.Of("shop", "se", "order-1", "p1");

    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly SimulatedTime time = new();
    private readonly TaskCompletionSource hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> called = [];
    private readonly EmbeddedPaymentGrains grains;

    public When_a_message_goes_through_the_silo()
    {
        var fakes = new FakeGrains((_, method) => Answer(method));
        grains = new(fakes.Get, fakes.Get, new OwnTurns(), Options.Create(new EmbeddedSiloOptions()), time,
            new(services.GetRequiredService<IMeterFactory>()), NullLogger<EmbeddedPaymentGrains>.Instance);
    }

    public static TheoryData<string> MethodsOfPayments => [.. Methods<IPaymentGrain>()];

    public static TheoryData<string> MethodsOfOrders => [.. Methods<IOrderGrain>()];

    [Theory]
    [MemberData(nameof(MethodsOfPayments))]
    public Task Should_treat_each_of_a_payments_methods_as_its_attribute_says(string method)
        => Follow(grains.Get(Payment), grains.Get(Payment).Continue, typeof(IPaymentGrain).GetMethod(method)!);

    [Theory]
    [MemberData(nameof(MethodsOfOrders))]
    public Task Should_treat_each_of_an_orders_methods_as_its_attribute_says(string method)
        => Follow(
            grains.Get(Payment.Order), grains.Get(Payment.Order).Continue, typeof(IOrderGrain).GetMethod(method)!);

    private async Task Follow(object grain, Func<Continue, Task> hold, MethodInfo method)
    {
        var running = hold(new());
        await entered.Task;
        called.Clear();
        var message = RuntimeHelpers.GetUninitializedObject(method.GetParameters()[0].ParameterType);
        var answer = (Task)method.Invoke(grain, [message])!;
        if (method.IsDefined(typeof(InterleavesAttribute)))
        {
            await answer;
            called.ShouldBe([method.Name]);
        }

        time.Advance(TimeSpan.FromSeconds(4));
        if (method.IsDefined(typeof(HookAttribute)))
        {
            var refusal = (await (Task<Outcome<HookAnswer>>)answer).Error.ShouldNotBeNull();
            refusal.Code.ShouldBe(ErrorCodes.OrderConflict);
            refusal.Message.ShouldContain("did not get its turn in 4 s; try again");
        }

        if (!method.IsDefined(typeof(HookAttribute)) && !method.IsDefined(typeof(InterleavesAttribute)))
            answer.IsCompleted.ShouldBeFalse();

        this.hold.SetResult();
        await running;
        await answer;
        called.ShouldBe(method.IsDefined(typeof(HookAttribute)) ? [] : [method.Name]);
    }

    [Fact]
    public async Task Should_show_what_the_engine_does()
    {
        var running = grains.Get(Payment).Continue(new());
        await entered.Task;
        var waiting = grains.Get(Payment).Refresh(new());
        (grains.Activations, grains.RunningTurns, grains.WaitingMessages, grains.IsReady).ShouldBe((1, 1, 1, true));

        var stopped = grains.Stop();
        grains.IsReady.ShouldBeFalse();
        hold.SetResult();
        await stopped;
        await Task.WhenAll(running, waiting);
        (grains.Activations, grains.RunningTurns, grains.WaitingMessages).ShouldBe((1, 0, 0));
    }

    public void Dispose()
    {
        grains.Dispose();
        services.Dispose();
    }

    private static IEnumerable<string> Methods<T>() => typeof(T).GetMethods().Select(method => method.Name);

    // The first call is the one that holds the grain; every other is answered with nothing in it, at once.
    private Task Answer(MethodInfo method)
    {
        called.Add(method.Name);
        if (entered.TrySetResult()) return hold.Task;
        if (!method.ReturnType.IsGenericType) return Task.CompletedTask;
        var result = method.ReturnType.GetGenericArguments()[0];
        return (Task)typeof(Task).GetMethod(nameof(Task.FromResult))!.MakeGenericMethod(result).Invoke(null, [null])!;
    }
}
