namespace QliroAdapter.Ops;

/// <summary>An operator looks at a payment's outbox. Calls nobody and changes nothing.</summary>
public sealed record ShowOutbox;

/// <summary>
/// An operator compares what Norce, the adapter and Qliro say of a payment. Reads both partners and changes nothing.
/// Refusals in order: payment-not-found (not stored, or still being created), what the partners' reads were refused.
/// </summary>
public sealed record ComparePayment;

/// <summary>
/// An operator has the three brought together: what <see cref="ComparePayment"/> names is repaired, or parked with its
/// reason. Repeats are harmless. Refusals in order: payment-not-found, what the partners' reads were refused.
/// </summary>
public sealed record RepairPayment;

/// <summary>
/// An operator has every outbox entry that is not parked tried at once. Repeats are harmless. Refused as
/// payment-not-found only; what could not be delivered stays in the outbox.
/// </summary>
public sealed record RetryOutbox;

/// <summary>
/// An operator has done what parked calls waited for: they are tried at once and have their full time again; the
/// payment is compared afterwards, and parked again when something is left. Refused as payment-not-found only.
/// </summary>
public sealed record ResumeParked;
