using System.Diagnostics.Metrics;
using QliroAdapter.Grains.Tests.Checkout;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Ops;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

/// <summary>The counters are the process's, so nothing else runs meanwhile.</summary>
[Collection(nameof(Alone))]
public sealed class When_missing_deliveries_are_counted
{
    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;

    [Fact, Trait("qliro", "74")]
    public async Task Should_count_each_purchase_that_was_declined_for_it()
    {
        using var listener = new MeterListener();
        var counted = 0L;
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == AdapterMetrics.MeterName && instrument.Name == "checkout.delivery.missing")
                listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref counted, value));
        listener.Start();
        await using var shop = await Shop.Open(When_a_provider_offers_nothing.Provider("nShift", fallback: "[]"));
        When_a_provider_offers_nothing.NotOffering(shop, isEnabled: false);
        var purchase = await shop.OpenCheckout(When_a_provider_offers_the_deliveries.Order());

        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
        await shop.DoDueWork();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);

        Interlocked.Read(ref counted).ShouldBe(2);
    }
}
