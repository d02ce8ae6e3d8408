using Microsoft.Extensions.DependencyInjection;

namespace QliroAdapter.Silo.Tests.Local;

[Collection(MeasuredAlone.Name)]
public sealed class When_many_payments_are_in_memory
{
    private const int Payments = 5000;

    [Fact]
    public async Task Should_cost_little_memory_beside_their_documents()
    {
        await using var shop = await LocalShop.Open();
        var grains = shop.Services.GetRequiredService<IPaymentGrains>();
        await Activate(grains, 0, 500);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await Activate(grains, 500, Payments);

        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / Payments;
        shop.Statistics.Activations.ShouldBe(500 + Payments);
        TestContext.Current.SendDiagnosticMessage($"{bytes} bytes per idle activation");
        bytes.ShouldBeInRange(500, 6000);
    }

    // The payments do not exist, so their due work loads nothing and changes nothing.
    private static async Task Activate(IPaymentGrains grains, int from, int many)
    {
        for (var number = from; number < from + many; number++)
            await grains.Get(PaymentKey.Of("shop", "se", $"order-{number}", "p1")).Continue(new());
    }
}

/// <summary>Tests that measure the process, so no other test may run at the same time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredAlone
{
    public const string Name = "measured alone";
}
