using QliroAdapter.Payments;

namespace QliroAdapter.QliroCallbacks;

/// <summary>A shipping provider finished, or failed.</summary>
public sealed record ShippingNewsReceived(ShippingNews News) : PaymentEvent
{
    public override string Describe() => News.IsSuccess
        ? $"Shipping confirmed by {News.Provider ?? "the provider"}."
        : $"Shipping failed at {News.Provider ?? "the provider"}: {News.ErrorMessage ?? "no reason given"}";

    public override PaymentDocument Apply(PaymentDocument payment) => payment with { ShippingNews = News };
}

/// <summary>Norce has what the shipping provider reported; its payload is no longer kept here.</summary>
public sealed record ShippingNewsDelivered : PaymentEvent
{
    public override string? Describe() => null;

    public override PaymentDocument Apply(PaymentDocument payment)
        => payment with { ShippingNews = payment.ShippingNews! with { Payload = null } };
}
