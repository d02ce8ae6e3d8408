using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.OrderManagement;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Tests;

namespace QliroAdapter.Silo.Tests.Calls;

/// <summary>
/// What the sender makes of a message that was not answered. Orleans repeats nothing by itself. What starts something
/// carries an identity and may come twice; without one it is repeated only when it surely has not begun.
/// </summary>
public sealed class When_a_message_is_lost : IDisposable
{
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(250);

    private readonly SimulatedTime time = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly SiloMetrics metrics;

    public When_a_message_is_lost() => metrics = new(services.GetRequiredService<IMeterFactory>());

    public static TheoryData<Sender, Message, Loss, int, string> Table() => new()
    {
        // Rejected before it began: any message is sent again at once.
        { Sender.Silo, Message.Push, Loss.Rejected, 2, "" },
        { Sender.Silo, Message.Capture, Loss.Rejected, 2, "" },
        { Sender.Silo, Message.CaptureWithoutIdentity, Loss.Rejected, 2, "" },
        { Sender.Front, Message.Create, Loss.NotConnected, 2, "" },
        // Perhaps begun under a silo that died: the grain recognises what comes twice.
        { Sender.Silo, Message.Push, Loss.SiloGone, 2, "" },
        { Sender.Silo, Message.Hook, Loss.SiloGone, 2, "" },
        { Sender.Silo, Message.Capture, Loss.SiloGone, 2, "" },
        { Sender.Silo, Message.Create, Loss.SiloGone, 2, "" },
        { Sender.Silo, Message.CaptureWithoutIdentity, Loss.SiloGone, 1, nameof(SiloUnavailableException) },
        { Sender.Front, Message.Push, Loss.SiloGone, 2, "" },
        { Sender.Front, Message.Capture, Loss.SiloGone, 2, "" },
        // Not answered in time: a front asks again, a silo's message may still be queued.
        { Sender.Front, Message.Push, Loss.TimedOut, 2, "" },
        { Sender.Front, Message.Capture, Loss.TimedOut, 2, "" },
        { Sender.Front, Message.Create, Loss.TimedOut, 2, "" },
        { Sender.Front, Message.CaptureWithoutIdentity, Loss.TimedOut, 1, nameof(TimeoutException) },
        { Sender.Silo, Message.Push, Loss.TimedOut, 1, nameof(TimeoutException) },
        { Sender.Silo, Message.Capture, Loss.TimedOut, 1, nameof(TimeoutException) },
        // A full queue is an answer.
        { Sender.Silo, Message.Push, Loss.QueueFull, 1, nameof(GrainBusyException) },
        { Sender.Front, Message.Capture, Loss.QueueFull, 1, nameof(GrainBusyException) },
        // A turn that threw has run, so nothing is repeated.
        { Sender.Silo, Message.Push, Loss.Threw, 1, nameof(InvalidOperationException) },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Should_be_repeated_only_when_that_is_harmless(
        Sender sender, Message message, Loss loss, int sent, string thrown)
    {
        var call = CallOf(message, Of(loss), null);

        var failure = await Outcome(sender, call);

        (failure?.GetType().Name ?? "").ShouldBe(thrown);
        call.Sent.ShouldBe(sent);
        metrics.WaitingMessages.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task Should_be_repeated_whatever_it_asks_for(string grain, string method)
    {
        var called = grains.Single(type => type.Name == grain).GetMethod(method)!;
        var message = SampleOf(called.GetParameters()[0].ParameterType);
        foreach (var (sender, loss) in ((Sender, Loss)[])
            [(Sender.Silo, Loss.SiloGone), (Sender.Front, Loss.SiloGone), (Sender.Front, Loss.TimedOut)])
        {
            var call = new FakeCall(called, message, Of(loss), null);
            (await Outcome(sender, call)).ShouldBeNull();
            call.Sent.ShouldBe(2);
        }
    }

    private static readonly Type[] grains =
        [typeof(IPaymentGrain), typeof(IOrderGrain), typeof(IChannelGrain), typeof(IHookTurns)];

    /// <summary>Every method of every grain.</summary>
    public static TheoryData<string, string> Everything() => new(grains.SelectMany(
        grain => grain.GetMethods().Select(method => (grain.Name, method.Name))));

    [Fact]
    public async Task Should_be_told_busy_when_no_node_takes_it_for_ten_seconds()
    {
        var started = time.GetUtcNow();
        var call = CallOf(Message.Capture, Of(Loss.Rejected));

        (await Outcome(Sender.Silo, call)).ShouldBeOfType<GrainBusyException>();

        call.Sent.ShouldBe(41);
        (time.GetUtcNow() - started).ShouldBe(40 * pause);
    }

    [Fact]
    public async Task Should_be_waited_for_by_a_front_as_long_as_by_a_silo()
    {
        var call = CallOf(Message.Capture, Of(Loss.TimedOut));
        (await Outcome(Sender.Front, call)).ShouldBeOfType<TimeoutException>();
        call.Sent.ShouldBe(8);
    }

    [Fact]
    public async Task Should_not_be_repeated_by_a_process_that_stops()
    {
        await stopping.CancelAsync();
        var call = CallOf(Message.Push, Of(Loss.SiloGone));
        (await Outcome(Sender.Silo, call)).ShouldBeOfType<SiloUnavailableException>();
        call.Sent.ShouldBe(1);
    }

    [Fact]
    public async Task Should_be_left_alone_when_it_is_orleans_own()
    {
        var method = typeof(IManagementGrain).GetMethods()[0];
        var call = new FakeCall(method, this, Of(Loss.SiloGone), null);
        (await Outcome(Sender.Silo, call)).ShouldBeOfType<SiloUnavailableException>();
        call.Sent.ShouldBe(1);
    }

    public void Dispose()
    {
        stopping.Dispose();
        services.Dispose();
    }

    private async Task<Exception?> Outcome(Sender sender, FakeCall call)
    {
        var around = new ServiceCollection();
        if (sender == Sender.Silo) around.AddSingleton(Proxy.Of<ILocalSiloDetails>(
            (_, _) => SiloAddress.New(System.Net.IPAddress.Loopback, 11111, 1)));
        await using var process = around.BuildServiceProvider();
        var lifetime = Proxy.Of<IHostApplicationLifetime>((_, _) => stopping.Token);
        var sending = new OutgoingCalls(time, metrics, lifetime, process).Invoke(call.Context);
        while (!sending.IsCompleted)
        {
            await Task.WhenAny(sending, time.Timers(min: 1));
            if (!sending.IsCompleted) time.Advance(pause);
        }

        return sending.Exception?.InnerException;
    }

    private static FakeCall CallOf(Message message, params IReadOnlyList<Exception?> ends) => message switch
    {
        Message.Push => new(Method<IPaymentGrain>(nameof(IPaymentGrain.ReceivePush)), new ReceivePush(), ends),
        Message.Capture => new(
            Method<IPaymentGrain>(nameof(IPaymentGrain.Capture)), SampleOf(typeof(CaptureOrder)), ends),
        Message.CaptureWithoutIdentity => new(
            Method<IPaymentGrain>(nameof(IPaymentGrain.Capture)), new CaptureOrder { IdempotencyKey = "k-1" }, ends),
        Message.Create => new(
            Method<IOrderGrain>(nameof(IOrderGrain.Create)), SampleOf(typeof(Checkout.CreatePayment)), ends),
        Message.Hook => new(
            Method<IHookTurns>(nameof(IHookTurns.UpdatePayment)), SampleOf(typeof(UpdatePayment)), ends),
        _ => throw new ArgumentOutOfRangeException(nameof(message)),
    };

    private static object SampleOf(Type type) => Sample.Of(type);

    private static System.Reflection.MethodInfo Method<T>(string name) => typeof(T).GetMethod(name)!;

    private static Exception Of(Loss loss) => loss switch
    {
        Loss.Rejected => Made(typeof(OrleansMessageRejectionException)),
        Loss.NotConnected => Made(typeof(ConnectionFailedException)),
        Loss.SiloGone => Made(typeof(SiloUnavailableException)),
        Loss.QueueFull => Made(typeof(LimitExceededException)),
        Loss.TimedOut => new TimeoutException("as a test"),
        Loss.Threw => new InvalidOperationException("as a test"),
        _ => throw new ArgumentOutOfRangeException(nameof(loss)),
    };

    // Some of these constructors are not public in Orleans.
    private static Exception Made(Type type) => (Exception)Activator.CreateInstance(type,
        System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public
            | System.Reflection.BindingFlags.NonPublic,
        null, ["as a test"], null)!;

    public enum Sender
    {
        Silo,
        Front,
    }

    public enum Message
    {
        Push,
        Capture,
        CaptureWithoutIdentity,
        Create,
        Hook,
    }

    public enum Loss
    {
        Rejected,
        NotConnected,
        SiloGone,
        TimedOut,
        QueueFull,
        Threw,
    }
}
