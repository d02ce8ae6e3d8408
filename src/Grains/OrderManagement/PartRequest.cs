using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// Builds Qliro's request for a part. The same part gives the same request, byte for byte, however often it is sent.
/// </summary>
public static class PartRequest
{
    public static async Task<Answer<StartedTransactions>> Send(Turn turn, Operation operation, OperationPart part)
    {
        var configuration = await turn.ReadConfiguration();
        if (!configuration.IsAccepted) throw new InvalidOperationException(configuration.Error.Message);
        var (qliro, account, time) = (turn.Services.QliroAdmin, configuration.Value.Account, turn.Time.Qliro);
        var answer = Of(turn.Payment, operation, part) switch
        {
            MarkItemsAsShipped capture => await qliro.MarkItemsAsShipped(account, capture, time),
            ReturnItems refund => await qliro.ReturnItems(account, refund, time),
            AddItemsToInvoice addition => await qliro.AddItemsToInvoice(account, addition, time),
            UpdateItems update => await qliro.UpdateItems(account, update, time),
            RetryReversal reversal => await qliro.RetryReversal(account, reversal, time),
            var cancel => await qliro.CancelOrder(account, (CancelQliroOrder)cancel, time),
        };
        return turn.Note(answer.OrUnknown());
    }

    /// <summary>The request without the merchant's key, which is added when it is signed.</summary>
    public static QliroAdminRequest Of(PaymentDocument payment, Operation operation, OperationPart part)
    {
        var (order, currency) = (payment.QliroOrderId!.Value, payment.Amount.Currency);
        return operation.Type switch
        {
            OperationType.Capture => new MarkItemsAsShipped
            {
                RequestId = part.RequestId,
                OrderId = order,
                Currency = currency,
                Shipments = [new() { PaymentTransactionId = part.ActsOn!.Value, OrderItems = Items(part) }],
            },
            OperationType.Cancel => new CancelQliroOrder { RequestId = part.RequestId, OrderId = order },
            OperationType.CancelItems when part.RepeatsReversal => new RetryReversal
            {
                RequestId = part.RequestId, OrderId = order, PaymentReference = part.ActsOn!.Value,
            },
            OperationType.CancelItems => new UpdateItems
            {
                RequestId = part.RequestId,
                OrderId = order,
                Currency = currency,
                Updates = [new() { PaymentTransactionId = part.ActsOn!.Value, OrderItems = Staying(part) }],
            },
            OperationType.RefundAmount => new AddItemsToInvoice
            {
                RequestId = part.RequestId,
                OrderId = order,
                Currency = currency,
                Additions = [new() { PaymentTransactionId = part.ActsOn!.Value, OrderItems = [Line(part.Addition!)] }],
            },
            _ => new ReturnItems
            {
                RequestId = part.RequestId,
                OrderId = order,
                Currency = currency,
                Returns =
                [
                    new()
                    {
                        PaymentTransactionId = part.ActsOn!.Value,
                        OrderItems = Items(part),
                        Fees = Fees(part),
                        Discounts = Discounts(part),
                    },
                ],
            },
        };
    }

    private static List<QliroReturnFee>? Fees(OperationPart part) => part.Fees.Count == 0 ? null : [.. part.Fees.Select(
        fee => new QliroReturnFee
        {
            MerchantReference = fee.Reference,
            Description = fee.Description,
            PricePerItemIncVat = fee.PriceIncVat,
            PricePerItemExVat = fee.PriceExVat,
        })];

    private static List<QliroReturnFee>? Discounts(OperationPart part) => part.GivenBefore is not { } given ? null
        : [new()
        {
            MerchantReference = given.Reference,
            Description = given.Description,
            PricePerItemIncVat = given.PriceIncVat,
            PricePerItemExVat = given.PriceExVat,
        }];

    private static QliroLine Line(OperationDiscount discount) => new()
    {
        MerchantReference = discount.Reference,
        Description = discount.Description,
        Type = OrderItemType.Discount,
        Quantity = 1,
        PricePerItemIncVat = discount.PriceIncVat,
        PricePerItemExVat = discount.PriceExVat,
        VatRate = discount.VatPercent,
    };

    private static List<QliroLine> Staying(OperationPart part) => [.. part.Stays.Select(line => new QliroLine
    {
        MerchantReference = line.Reference,
        Description = line.Description,
        Type = line.Type,
        Quantity = line.Quantity,
        PricePerItemIncVat = line.PriceIncVat,
        PricePerItemExVat = line.PriceExVat,
    })];

    private static List<QliroItemQuantity> Items(OperationPart part)
        => [.. part.Lines.Select(line => new QliroItemQuantity
    {
        MerchantReference = line.Reference,
        Type = line.Type,
        Quantity = line.Quantity,
        PricePerItemIncVat = line.PriceIncVat,
    })];
}
