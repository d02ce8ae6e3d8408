using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using QliroAdapter.Ops;
using QliroAdapter.Store;
using Shouldly;
using Xunit;

namespace QliroAdapter.EmbeddedSilo.Tests;

public sealed class When_a_host_carries_the_silo
{
    private static readonly PaymentKey Payment = PaymentKey.Of("shop", "se", "order-1", "p1");

    private static HostApplicationBuilder Builder(Func<IPaymentGrains, string, Task> turn, params string[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => setting.Split('='))
            .ToDictionary(setting => setting[0], setting => (string?)setting[1], StringComparer.Ordinal));
        builder.Services.AddLogging();
        builder.Services.AddSingleton<DueBoard>();
        builder.Services.AddSingleton<IPaymentStore>(provider => provider.GetRequiredService<DueBoard>());
        builder.Services.AddEmbeddedSilo(builder.Configuration);

        // As a real grain's factory does: it needs the grains in order to be made.
        builder.Services.AddSingleton<Func<PaymentKey, IPaymentGrain>>(provider =>
        {
            var grains = provider.GetRequiredService<IPaymentGrains>();
            return key => GrainProxy<IPaymentGrain>.Of(key.ToString(), (text, _) => turn(grains, text));
        });
        builder.Services.AddSingleton<Func<OrderKey, IOrderGrain>>(provider =>
        {
            var grains = provider.GetRequiredService<IPaymentGrains>();
            return key => GrainProxy<IOrderGrain>.Of(key.ToString(), (text, _) => turn(grains, text));
        });
        return builder;
    }

    [Fact]
    public async Task Should_do_due_work_from_its_start()
    {
        var continued = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var host = Builder((_, key) =>
        {
            continued.TrySetResult(key);
            return Task.CompletedTask;
        }).Build();
        host.Services.GetRequiredService<DueBoard>().Keys.Add(Payment.ToString());

        await host.StartAsync();
        (await continued.Task).ShouldBe(Payment.ToString());
        await host.StopAsync();
    }

    [Fact]
    public async Task Should_finish_turns_before_it_ends_and_take_what_they_send()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var turns = new List<string>();
        using var host = Builder(async (grains, key) =>
        {
            turns.Add(key);
            if (Payment.ToString().Equals(key, StringComparison.Ordinal)) return;
            entered.SetResult();
            await opened.Task;
            await grains.Get(Payment).Continue(new());
        }).Build();
        await host.StartAsync();
        var grains = host.Services.GetRequiredService<IPaymentGrains>();
        var order = grains.Get(Payment.Order).Continue(new());
        await entered.Task;

        var stopping = host.StopAsync();
        while (host.Services.GetRequiredService<ISiloStatistics>().IsReady) await Task.Yield();
        await Should.ThrowAsync<GrainBusyException>(() => grains.Get(Payment).Continue(new()));
        stopping.IsCompleted.ShouldBeFalse();

        opened.SetResult();
        await order;
        await stopping;
        turns.ShouldBe([Payment.Order.ToString(), Payment.ToString()]);
    }

    [Fact]
    public async Task Should_end_in_time_although_a_turn_does_not()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var never = new TaskCompletionSource();
        using var host = Builder((_, _) =>
        {
            entered.SetResult();
            return never.Task;
        }).Build();
        await host.StartAsync();
        _ = host.Services.GetRequiredService<IPaymentGrains>().Get(Payment).Continue(new());
        await entered.Task;

        using var shutdown = new CancellationTokenSource();
        var stopping = host.StopAsync(shutdown.Token);
        while (host.Services.GetRequiredService<ISiloStatistics>().IsReady) await Task.Yield();
        await shutdown.CancelAsync();
        await stopping;
    }

    [Fact]
    public async Task Should_not_start_with_wrong_settings_and_name_each()
    {
        using var host =
            Builder((_, _) => Task.CompletedTask, "EmbeddedSilo:IdleSeconds=0", "EmbeddedSilo:QueueLimit=0",
            "EmbeddedSilo:DueScanMilliseconds=1", "EmbeddedSilo:DueWorkParallelism=0").Build();

        var refusal = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync());

        refusal.Failures.ShouldBe([
            "EmbeddedSilo:IdleSeconds must be 1 to 86400 seconds.",
            "EmbeddedSilo:QueueLimit must be 1 to 10000 messages.",
            "EmbeddedSilo:DueScanMilliseconds must be 10 to 60000 milliseconds.",
            "EmbeddedSilo:DueWorkParallelism must be 1 to 1024 payments."], ignoreOrder: true);
    }
}
