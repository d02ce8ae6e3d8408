using Microsoft.Extensions.Logging;
using QliroAdapter.Ops;
using QliroAdapter.OutgoingEvents;
using QliroAdapter.Payments;

namespace QliroAdapter.OrderManagement;

/// <summary>An operation was requested; its requests are fixed.</summary>
public sealed record OperationRequested(Operation Operation) : PaymentEvent
{
    public override string Describe() => $"{Words} {Operation.Ordinal} requested: {Operation.Amount:0.00} in "
        + $"{Operation.Parts.Count} part(s), request ids "
        + $"{string.Join(", ", Operation.Parts.Select(part => part.RequestId))}.";

    public override PaymentDocument Apply(PaymentDocument payment)
        => payment with { Operations = [.. EndedOperations.KeptWithNew(payment, Operation.RequestedAt), Operation] };

    public override void Log(ILogger logger, PaymentDocument? before, DateTimeOffset at)
        => OperationLog.OperationRequested(
            logger, Operation.Type, Operation.Ordinal, Operation.Amount, Operation.Parts.Count);

    private string Words => Operation.Type switch
    {
        OperationType.CancelItems => "Cancel of items",
        OperationType.RefundAmount => "Refund of a sum",
        var type => type.ToString(),
    };
}

/// <summary>One part of an operation progressed.</summary>
public sealed record OperationPartMoved(
    int Ordinal, int Number, PartStatus Status, IReadOnlyList<long> TransactionIds, string? Note)
    : PaymentEvent
{
    /// <summary>When it was sent, for the step to sent; absent otherwise.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>True when Qliro was busy.</summary>
    public bool WasBusy { get; init; }

    /// <summary>For the step to sent: Qliro's transactions since the operation began, none of them its own.</summary>
    public IReadOnlyList<long> Others { get; init; } = [];

    /// <summary>The id under which it is sent from now on; absent when the id stays.</summary>
    public Guid? RenewedRequestId { get; init; }

    public override string Describe() => $"Operation {Ordinal} part {Number}: {Status.ToString().ToLowerInvariant()}"
        + (TransactionIds.Count > 0 ? $", Qliro transaction {string.Join(", ", TransactionIds)}" : "")
        + (Note is null ? "." : $" ({Note}).");

    public override PaymentDocument Apply(PaymentDocument payment)
        => payment.WithOperation(Ordinal, operation => operation with
        {
            Parts = [.. operation.Parts.Select(part => part.Number == Number ? After(part) : part)],
            TransactionsBefore = Others.Count > 0
                ? [.. operation.TransactionsBefore, .. Others] : operation.TransactionsBefore,
        });

    private OperationPart After(OperationPart part) => part with
    {
        Status = Status,
        TransactionIds = TransactionIds.Count > 0 ? TransactionIds : part.TransactionIds,
        SentAt = SentAt ?? part.SentAt,
        WasBusy = WasBusy || (part.WasBusy && RenewedRequestId is null),
        RequestId = RenewedRequestId ?? part.RequestId,
    };
}

/// <summary>
/// A reservation was lowered and the reversal that gives its money back failed: Qliro is asked to do it again.
/// </summary>
public sealed record OperationPartAdded(int Ordinal, OperationPart Part) : PaymentEvent
{
    public override string Describe() => $"Operation {Ordinal} part {Part.Number} added: reversal {Part.ActsOn} of "
        + $"{Part.Amount:0.00} failed and is repeated, request id {Part.RequestId}.";

    public override PaymentDocument Apply(PaymentDocument payment) => payment.WithOperation(
        Ordinal, operation => operation with { Parts = [.. operation.Parts, Part] });
}

/// <summary>All parts have succeeded.</summary>
public sealed record OperationSucceeded(int Ordinal) : PaymentEvent
{
    public override string Describe() => $"Operation {Ordinal} succeeded.";

    public override PaymentDocument Apply(PaymentDocument payment)
        => payment.WithOperation(
            Ordinal, operation => operation with { Status = OperationStatus.Succeeded });

    public override IEnumerable<Announcement> Announce(PaymentDocument? before)
        => OperationCount.Find(before, Ordinal) is { } operation
            ? [new(OutgoingEventTypes.Completed(operation.Name), operation.Amount, Operation: Ordinal)]
            : [];

    public override void Count(PaymentDocument? before, TrafficRecorder traffic)
        => OperationCount.Ended(before, Ordinal, isSuccess: true);
}

/// <summary>Qliro refused or failed it. The payment is unchanged, except for parts that had succeeded.</summary>
public sealed record OperationFailed(int Ordinal, PaymentError Error) : PaymentEvent
{
    public override string Describe() => $"Operation {Ordinal} failed: {Error.Message}";

    public override string RowKind => TimelineKind.Problem;

    public override PaymentDocument Apply(PaymentDocument payment)
        => payment.WithOperation(
            Ordinal, operation => operation with { Status = OperationStatus.Failed, Error = Error });

    public override void Log(ILogger logger, PaymentDocument? before, DateTimeOffset at)
    {
        if (before?.Operations.FirstOrDefault(one => one.Ordinal == Ordinal) is { } operation)
        {
            OperationLog.OperationFailed(
                logger, operation.Type, Ordinal, Error.Code, Error.QliroError?.ErrorCode ?? "none");
        }
    }

    public override IEnumerable<Announcement> Announce(PaymentDocument? before)
        => OperationCount.Find(before, Ordinal) is { } operation
            ? [new(
                OutgoingEventTypes.Failed(operation.Name), operation.Amount,
                Error.QliroError?.ErrorCode ?? Error.Code, Ordinal)]
            : [];

    public override void Count(PaymentDocument? before, TrafficRecorder traffic)
        => OperationCount.Ended(before, Ordinal, isSuccess: false);
}

/// <summary>An operator has written off that an operation failed: nobody needs to act on it any more.</summary>
public sealed record OperationWrittenOff(int Ordinal) : PaymentEvent
{
    public override string Describe() => $"Operation {Ordinal}, which failed, is written off.";

    public override PaymentDocument Apply(PaymentDocument payment)
        => payment.WithOperation(Ordinal, operation => operation with { IsWrittenOff = true });
}

/// <summary>Qliro's admin order was read, and the state follows from it.</summary>
public sealed record AdminOrderRead(Ledger Ledger, PaymentState State) : PaymentEvent
{
    public override string Describe()
        => $"Qliro's admin order: reserved {Ledger.Reserved:0.00}, captured {Ledger.Captured:0.00}, "
        + $"returned {Ledger.Returned:0.00}, released {Ledger.Released:0.00}; payment {State.Name()}.";

    public override PaymentDocument Apply(PaymentDocument payment)
        => payment with { Ledger = Ledger, State = State };
}

/// <summary>Finds and counts operations that have ended.</summary>
internal static class OperationCount
{
    public static void Ended(PaymentDocument? before, int ordinal, bool isSuccess)
    {
        if (Find(before, ordinal) is { } operation) AdapterMetrics.OperationEnded(operation.Name, isSuccess);
    }

    public static Operation? Find(PaymentDocument? payment, int ordinal)
        => payment?.Operations.FirstOrDefault(one => one.Ordinal == ordinal);
}
