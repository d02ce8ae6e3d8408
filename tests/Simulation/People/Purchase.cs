using QliroAdapter.OrderManagement;

namespace QliroAdapter.Simulation.People;

/// <summary>One order and what people asked for on it, for the auditor to compare with.</summary>
internal sealed class Purchase(int number)
{
    public int Number => number;

    public string OrderId { get; set; } = "";

    /// <summary>The Qliro orders whose frame the shopper has seen.</summary>
    public List<long> Frames { get; } = [];

    /// <summary>Of goods that are sent nowhere; nobody states an address for them.</summary>
    public bool IsDigital { get; init; }

    /// <summary>The extra services that are chosen in a frame, with its delivery.</summary>
    public Dictionary<long, IReadOnlyList<string>> Services { get; } = [];

    public List<StaffRequest> Requests { get; } = [];

    /// <summary>Goods that Qliro sold after the purchase.</summary>
    public List<Addition> Additions { get; } = [];

    /// <summary>A charge without a shopper was asked for, and at least one answer said that Qliro has it.</summary>
    public bool IsChargeAcknowledged { get; set; }

    /// <summary>How often others moved money at Qliro.</summary>
    public int ActsAtQliro { get; set; }

    public bool ActedAtQliro => ActsAtQliro > 0;

    /// <summary>The transactions that others made.</summary>
    public HashSet<long> MadeByOthers { get; } = [];

    /// <summary>Qliro released the reservation for reasons of its own.</summary>
    public bool ReleasedAtQliro { get; set; }

    /// <summary>A refresh or a cancel came after that, or may have come, and so accepts the release.</summary>
    public bool AgreedToRelease { get; set; }

    /// <summary>Until then a refresh or a cancel that was asked for may still arrive, or arrive again.</summary>
    public DateTimeOffset AgreesUntil { get; set; }

    /// <summary>A refresh was answered after everything that others did at Qliro had its outcome.</summary>
    public bool IsToldByRefresh { get; set; }

    public int Asked(OperationType type) => Requests.Count(request => request.Type == type);
}

/// <summary>One capture, cancel or refund, however often its call was repeated.</summary>
internal sealed record StaffRequest(OperationType Type, string? Reference, int Quantity, string? Key)
{
    /// <summary>A sum in place of goods.</summary>
    public decimal? Amount { get; init; }

    public bool IsFull => Reference is null && Amount is null;

    /// <summary>Answered 200 at least once.</summary>
    public bool IsAcknowledged { get; set; }
}

/// <summary>Goods that were added to a purchase and reserved at Qliro.</summary>
/// <param name="QliroOrderId">The purchase at Qliro.</param>
/// <param name="TransactionId">The transaction that reserved them.</param>
/// <param name="Replaced">The worth of what it replaced, in öre: the whole reservation before it, or 0.</param>
/// <param name="CannotBeKnown">
/// Its push is lost for good, and it was added when the adapter did not wait for goods.
/// </param>
internal sealed record Addition(long QliroOrderId, long TransactionId, long Replaced, bool CannotBeKnown);
