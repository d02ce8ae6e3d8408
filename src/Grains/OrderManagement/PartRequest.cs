using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>A part in Qliro's words. The same part makes the same request, byte for byte, however often it is sent.</summary>
public static class PartRequest
{
    public static async Task<Answer<StartedTransactions>> Send(Turn turn, Operation operation, OperationPart part)
    {
        var configuration = await turn.ReadConfiguration();
        if (!configuration.IsAccepted) throw new InvalidOperationException(configuration.Error.Message);
        var (qliro, account, time) = (turn.Services.QliroAdmin, configuration.Value.Account, turn.Time.Qliro);
        var (order, currency) = (turn.Payment.QliroOrderId!.Value, turn.Payment.Amount.Currency);
        return turn.Note(operation.Type switch
        {
            OperationType.Capture => await qliro.MarkItemsAsShipped(account, new()
            {
                RequestId = part.RequestId,
                OrderId = order,
                Currency = currency,
                Shipments = [new() { PaymentTransactionId = part.ActsOn!.Value, OrderItems = Items(part) }],
            }, time),
            OperationType.Cancel => await qliro.CancelOrder(account, new() { RequestId = part.RequestId, OrderId = order }, time),
            _ => await qliro.ReturnItems(account, new()
            {
                RequestId = part.RequestId,
                OrderId = order,
                Currency = currency,
                Returns = [new() { PaymentTransactionId = part.ActsOn!.Value, OrderItems = Items(part) }],
            }, time),
        });
    }

    private static List<QliroItemQuantity> Items(OperationPart part) => [.. part.Lines.Select(line => new QliroItemQuantity
    {
        MerchantReference = line.Reference,
        Type = line.Type,
        Quantity = line.Quantity,
        PricePerItemIncVat = line.PriceIncVat,
    })];
}
