using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.Payments;

/// <summary>Qliro has taken the charge on, under this order of its own; whether it is paid comes later.</summary>
public sealed record ChargeAccepted(QliroOrderId Id, IReadOnlyList<long> TransactionIds, DateTimeOffset At)
    : PaymentEvent
{
    public override string Describe()
        => $"Qliro took the charge on as order {Id}, transaction {string.Join(", ", TransactionIds)}.";
}

/// <summary>Qliro says that it has had the charge, and its admin order shows nothing of it.</summary>
public sealed record ChargeMissing(DateTimeOffset At) : PaymentEvent
{
    public override string Describe() => "Qliro has had the charge and its admin order shows nothing of it yet.";
}

/// <summary>What stands under the reference at Qliro is not ours; from now on another is used.</summary>
public sealed record MerchantReferenceChanged(string MerchantReference, int QliroOrders, string Why) : PaymentEvent
{
    public override string Describe() => $"Qliro reference is {MerchantReference} from now on: {Why}";
}

/// <summary>It is known what later charges need.</summary>
public sealed record RecurringDetailsSaved(RecurringDetails Details) : PaymentEvent
{
    public override string Describe()
        => $"Saved for later charges: {Details.BrandName ?? "invoice"} {Details.Description}.";
}

/// <summary>A shipping provider finished, or failed.</summary>
public sealed record ShippingNewsReceived(ShippingNews News) : PaymentEvent
{
    public override string Describe() => News.IsSuccess
        ? $"Shipping confirmed by {News.Provider ?? "the provider"}."
        : $"Shipping failed at {News.Provider ?? "the provider"}: {News.ErrorMessage ?? "no reason given"}";
}

/// <summary>Norce has what the shipping provider told; its payload is not kept here any longer.</summary>
public sealed record ShippingNewsDelivered : PaymentEvent
{
    public override string? Describe() => null;
}
