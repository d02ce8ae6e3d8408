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

    /// <summary>Somebody moved money at Qliro without us.</summary>
    public bool ActedAtQliro { get; set; }

    /// <summary>A refresh was asked for: it believes Qliro's releases.</summary>
    public bool Refreshed { get; set; }

    public int Asked(OperationType type) => Requests.Count(request => request.Type == type);
}

/// <summary>One capture, cancel or refund, however often its call was repeated.</summary>
internal sealed record StaffRequest(OperationType Type, string? Reference, int Quantity, string? Key)
{
    public bool IsFull => Reference is null;

    /// <summary>Answered 200 at least once.</summary>
    public bool IsAcknowledged { get; set; }
}
