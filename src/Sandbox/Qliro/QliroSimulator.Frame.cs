namespace QliroAdapter.Sandbox.Qliro;

/// <content>What the shopper sees in Qliro's frame.</content>
public sealed partial class QliroSimulator
{
    /// <summary>True while something can be changed there: the purchase is neither made nor being made.</summary>
    public bool IsOpen(long orderId)
        => With(orderId, order => order.Status == CheckoutStatus.InProcess && !order.IsPaying);

    /// <summary>
    /// The delivery that is chosen there, whatever reads of the order tell of it; null while none is chosen.
    /// </summary>
    public ChosenDelivery? DeliveryChosen(long orderId) => With(orderId, order
        => order.SelectedShippingMethod is { } method
        ? new ChosenDelivery(method, order.SelectedSecondaryOption,
            order.Added.Where(line => line.Type == "Shipping").Sum(line => line.Total))
        : null);
}

/// <summary>The delivery of an order at Qliro.</summary>
/// <param name="Method">The method's reference.</param>
/// <param name="SecondaryOption">The reference of the pickup point; null when there is none.</param>
/// <param name="Fee">With VAT and with extra services.</param>
public sealed record ChosenDelivery(string Method, string? SecondaryOption, decimal Fee);
