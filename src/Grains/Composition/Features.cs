using QliroAdapter.Checkout;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.NorceSync;
using QliroAdapter.OrderManagement;
using QliroAdapter.OutgoingEvents;
using QliroAdapter.Payments;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Reconciliation;
using QliroAdapter.Recurring;
using QliroAdapter.Upselling;

namespace QliroAdapter.Composition;

/// <summary>The features that make a payment; their sections are stored in this order.</summary>
public static class Features
{
    public static PaymentFeatures All { get; } = new(
    [
        UpsellFeature.Feature,
        CheckoutFeature.Feature,
        OrderManagementFeature.Feature,
        RecurringFeature.Feature,
        QliroCallbacksFeature.Feature,
        NorceCallbacksFeature.Feature,
        NorceSyncFeature.Feature,
        ReconciliationFeature.Feature,
        OutgoingEventsFeature.Feature,
    ]);

    /// <summary>How payments are stored.</summary>
    public static PaymentJson Json => All.Json;
}
