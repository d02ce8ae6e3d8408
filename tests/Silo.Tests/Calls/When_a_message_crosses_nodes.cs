using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using QliroAdapter.Norce;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.Silo.Tests.Cluster;

namespace QliroAdapter.Silo.Tests;

/// <summary>
/// Every message and every answer, with a value in every member, as one silo sends it and another reads it.
/// </summary>
public sealed class When_a_message_crosses_nodes : IAsyncLifetime
{
    private readonly ServiceProvider services = new ServiceCollection().AddClusterMessages().BuildServiceProvider();

    private Serializer Serializer => services.GetRequiredService<Serializer>();

    /// <summary>Parameters and answers of every method of both grains.</summary>
    public static TheoryData<Type> Messages() => new(new[] { typeof(IPaymentGrain), typeof(IOrderGrain) }
        .SelectMany(grain => grain.GetMethods())
        .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType)
            .Concat(method.ReturnType.GenericTypeArguments))
        .Distinct());

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => services.DisposeAsync();

    [Theory]
    [MemberData(nameof(Messages))]
    public void Should_arrive_whole(Type type)
    {
        var message = Sample.Of(type);
        var arrived = Serializer.Deserialize<object>(Serializer.SerializeToArray(message));
        arrived.ShouldBeOfType(type);
        Text(arrived).ShouldBe(Text(message));
        ClusterMessages.Travels(type).ShouldBeTrue();
    }

    [Fact]
    public void Should_keep_members_of_norce_that_nobody_here_knows()
    {
        var order = JsonSerializer.Deserialize<NorceOrder>(
            """{"id":"o1","neverHeardOf":{"a":[1,2]},"cart":{"items":[{"sku":"s","colour":"red"}]}}""",
            NorceJson.Options)!;
        var sent = new UpdatePayment { Order = order };
        var arrived = Serializer.Deserialize<UpdatePayment>(Serializer.SerializeToArray(sent));
        JsonSerializer.Serialize(arrived!.Order, NorceJson.Options)
            .ShouldBe(JsonSerializer.Serialize(order, NorceJson.Options));
        arrived.Order.Unknown!["neverHeardOf"].GetRawText().ShouldBe("""{"a":[1,2]}""");
    }

    [Fact]
    public void Should_be_read_by_a_node_that_knows_fewer_members()
    {
        var older = JsonSerializer.Deserialize<Outcome<Done>>(
            """{"error":{"code":"payment-conflict","message":"m","addedLater":1},"addedLater":{}}""",
            ClusterMessages.Json)!;
        older.Error!.Code.ShouldBe("payment-conflict");
    }

    [Fact]
    public void Should_tell_a_full_queue_from_any_other_failure()
    {
        Exception busy = new GrainBusyException("200 messages wait");
        var arrived = Serializer.Deserialize<Exception>(Serializer.SerializeToArray(busy));
        arrived.ShouldBeOfType<GrainBusyException>().Message.ShouldBe("200 messages wait");
    }

    [Fact]
    public async Task Should_be_refused_alike_by_whichever_silo_it_is_sent_from()
    {
        await using var shop = await ClusteredShop.Open();
        var missing = PaymentKey.Of("acme", "nowhere", "o 1", "p/1");
        foreach (var silo in shop.Silos.Silos)
        {
            var grains = new ClusteredPaymentGrains(
                shop.Silos.GetSiloServiceProvider(silo.SiloAddress).GetRequiredService<IGrainFactory>(),
                TimeProvider.System);
            var refused = await grains.Get(missing).ReceivePush(new());
            refused.Error.ShouldNotBeNull().Message.ShouldContain("o 1");
        }
    }

    private static string Text(object message)
        => JsonSerializer.Serialize(message, message.GetType(), ClusterMessages.Json);
}
