using QliroAdapter.OrderManagement;

namespace QliroAdapter.Simulation.People;

/// <summary>One order and what people asked for on it: what the auditor holds the adapter to.</summary>
internal sealed class Purchase(int number)
{
    public int Number => number;

    public string OrderId { get; set; } = "";

    /// <summary>Qliro orders whose frame the shopper has seen.</summary>
    public List<long> Frames { get; } = [];

    public List<StaffRequest> Requests { get; } = [];

    /// <summary>Goods that Qliro sold after the purchase.</summary>
    public List<Addition> Additions { get; } = [];

    /// <summary>A charge without a shopper was asked for, and answered at least once that Qliro has it.</summary>
    public bool IsChargeAcknowledged { get; set; }

    /// <summary>How often somebody moved money at Qliro without us.</summary>
    public int ActsAtQliro { get; set; }

    public bool ActedAtQliro => ActsAtQliro > 0;

    /// <summary>The transactions by which they did.</summary>
    public HashSet<long> MadeByOthers { get; } = [];

    /// <summary>Qliro released what was reserved, for reasons of its own.</summary>
    public bool ReleasedAtQliro { get; set; }

    /// <summary>A refresh or a cancel came after that, or may have: it agrees to the release.</summary>
    public bool AgreedToRelease { get; set; }

    /// <summary>Until then a refresh or a cancel that was asked for may still come, or come again.</summary>
    public DateTimeOffset AgreesUntil { get; set; }

    /// <summary>A refresh was answered after everything that others did at Qliro had its outcome.</summary>
    public bool IsToldByRefresh { get; set; }

    public int Asked(OperationType type) => Requests.Count(request => request.Type == type);
}

/// <summary>One capture, cancel or refund, however often its call was repeated.</summary>
internal sealed record StaffRequest(OperationType Type, string? Reference, int Quantity, string? Key)
{
    public bool IsFull => Reference is null;

    /// <summary>Answered 200 at least once.</summary>
    public bool IsAcknowledged { get; set; }
}

/// <summary>Goods that were added to a purchase and reserved at Qliro.</summary>
/// <param name="QliroOrderId">The purchase at Qliro.</param>
/// <param name="TransactionId">What reserved them.</param>
/// <param name="Replaced">What it took the place of, in öre: all of the reservation before it, or 0.</param>
/// <param name="CannotBeKnown">Its push is lost for good, and it was added when no goods were waited for.</param>
internal sealed record Addition(long QliroOrderId, long TransactionId, long Replaced, bool CannotBeKnown);
