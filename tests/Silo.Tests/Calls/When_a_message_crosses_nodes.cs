using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using QliroAdapter.Norce;
using QliroAdapter.NorceCallbacks;

namespace QliroAdapter.Silo.Tests.Calls;

/// <summary>
/// Every message and every answer, with a value in every member, as one silo sends it and another reads it.
/// </summary>
public sealed class When_a_message_crosses_nodes : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddGrainMessages().BuildServiceProvider();

    private Serializer Serializer => services.GetRequiredService<Serializer>();

    /// <summary>Parameters and answers of every method of every grain interface.</summary>
    public static TheoryData<Type> Messages() => new(typeof(IPaymentGrain).Assembly.GetTypes()
        .Where(type => type.IsInterface && type.IsAssignableTo(typeof(IAddressable)))
        .SelectMany(grain => grain.GetMethods())
        .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType)
            .Concat(method.ReturnType.GenericTypeArguments))
        .Where(type => type != typeof(CancellationToken))
        .Distinct());

    public void Dispose() => services.Dispose();

    [Theory]
    [MemberData(nameof(Messages))]
    public void Should_arrive_whole(Type type)
    {
        var message = Sample.Of(type);
        var arrived = Serializer.Deserialize<object>(Serializer.SerializeToArray(message));
        arrived.ShouldBeOfType(type);
        Text(arrived).ShouldBe(Text(message));
        GrainMessages.Travels(type).ShouldBeTrue();
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
            GrainMessages.Json)!;
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
    public void Should_be_handed_on_as_it_is_within_a_node()
    {
        var message = new UpdatePayment { Order = new NorceOrder { Id = "o1" } };
        services.GetRequiredService<DeepCopier>().Copy(message).ShouldBeSameAs(message);
    }

    private static string Text(object message)
        => JsonSerializer.Serialize(message, message.GetType(), GrainMessages.Json);
}
