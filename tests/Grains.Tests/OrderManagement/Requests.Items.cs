using QliroAdapter.OrderManagement;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <content>What pure decisions are asked for, without partners.</content>
internal static partial class Requests
{
    public static IReadOnlyList<OperationItem> Items(params (string Reference, int Quantity)[] items)
        => [.. items.Select(item => new OperationItem { Reference = item.Reference, Quantity = item.Quantity })];
}
