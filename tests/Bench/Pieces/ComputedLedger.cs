using System.Text.Json;
using BenchmarkDotNet.Attributes;
using QliroAdapter.OrderManagement;
using QliroAdapter.Qliro;

namespace QliroAdapter.Bench.Pieces;

/// <summary>The ledger of an order of ten lines, half of each captured, as it is computed at every status push.</summary>
public class ComputedLedger
{
    private const int Lines = 10;
    private AdminOrder order = null!;

    [GlobalSetup]
    public void Read()
    {
        const long reservation = 3300001;
        const long capture = 3300002;
        object Action(string type, long transaction, long? parent, int number, int quantity) => new
        {
            ActionType = type, PaymentTransactionId = transaction, ParentPaymentTransactionId = parent,
            MerchantReference = $"{number}:T-{number}", Type = "Product", Quantity = quantity,
            PricePerItemIncVat = 125.00m, PricePerItemExVat = 100.00m,
        };
        object Transaction(long id, string type, decimal amount, long? original) => new
        {
            PaymentTransactionId = id, Type = type, Status = "Success", Amount = amount, Currency = "SEK",
            OriginalPaymentTransactionId = original,
        };
        var numbers = Enumerable.Range(1, Lines).ToList();
        order = JsonSerializer.SerializeToElement(new
        {
            OrderId = 4950001, MerchantReference = "oAbc", Currency = "SEK",
            OrderItemActions = numbers.Select(number => Action("Reserve", reservation, null, number, 2))
                .Concat(numbers.Select(number => Action("Ship", capture, reservation, number, 1))),
            PaymentTransactions = new[]
            {
                Transaction(reservation, "Preauthorization", 2500m, null),
                Transaction(capture, "Capture", 1250m, reservation),
            },
        }).Deserialize<AdminOrder>(QliroJson.Options)!;
    }

    [Benchmark]
    public Ledger Compute() => LedgerTranslation.Translate(order);
}
