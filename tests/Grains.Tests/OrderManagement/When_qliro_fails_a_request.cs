using QliroAdapter.OrderManagement;
using QliroAdapter.Partners;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>What a failed call means for an operation.</summary>
public sealed class When_qliro_fails_a_request
{
    [Theory]
    [InlineData(PartnerFailureKind.Unknown, null, null, "timeout", QliroVerdict.Unknown)]
    [InlineData(PartnerFailureKind.Unknown, 500, "SYSTEM_ERROR", "", QliroVerdict.Unknown)]
    [InlineData(PartnerFailureKind.Unknown, 503, null, "", QliroVerdict.Unknown)]
    [InlineData(PartnerFailureKind.Unknown, 429, null, "", QliroVerdict.Unknown)]
    [InlineData(PartnerFailureKind.Rejected, 400, "INVALID_REQUEST", "a request with RequestId x was already received",
        QliroVerdict.Unknown)]
    [InlineData(PartnerFailureKind.Unavailable, null, null, "no connection", QliroVerdict.NotReached)]
    [InlineData(PartnerFailureKind.Rejected, 401, null, "", QliroVerdict.NotReached)]
    [InlineData(PartnerFailureKind.Rejected, 403, null, "", QliroVerdict.NotReached)]
    [InlineData(PartnerFailureKind.Rejected, 300, null, "", QliroVerdict.NotReached)]
    [InlineData(PartnerFailureKind.Rejected, 302, null, "", QliroVerdict.NotReached)]
    [InlineData(PartnerFailureKind.Rejected, 399, null, "", QliroVerdict.NotReached)]
    [InlineData(PartnerFailureKind.Rejected, 400, null, "", QliroVerdict.Refused)]
    [InlineData(PartnerFailureKind.Rejected, 402, null, "", QliroVerdict.Refused)]
    [InlineData(PartnerFailureKind.Unavailable, 400, "INVALID_REQUEST", "RequestId", QliroVerdict.NotReached)]
    [InlineData(PartnerFailureKind.Rejected, 400, "INVALID_ITEM", "RequestId", QliroVerdict.Refused)]
    [InlineData(PartnerFailureKind.Rejected, 400, "PAYMENT_ONHOLD", "", QliroVerdict.Busy)]
    [InlineData(PartnerFailureKind.Rejected, 400, "OPERATION_NOT_SUPPORTED",
        "Evaluation, another transaction is ALREADY in process.", QliroVerdict.Busy)]
    [InlineData(PartnerFailureKind.Rejected, 400, "OPERATION_NOT_SUPPORTED", "something else", QliroVerdict.Refused)]
    [InlineData(PartnerFailureKind.Rejected, 400, "INVALID_REQUEST", "something else", QliroVerdict.Refused)]
    [InlineData(PartnerFailureKind.Rejected, 400, "INVALID_ITEM", "", QliroVerdict.Refused)]
    [InlineData(PartnerFailureKind.Rejected, 400, "EXCEEDING_QUANTITY", "", QliroVerdict.Refused)]
    [InlineData(PartnerFailureKind.Rejected, 404, "ORDER_NOT_FOUND", "", QliroVerdict.Refused)]
    [InlineData(PartnerFailureKind.Rejected, 400, "SOMETHING_NEW", "", QliroVerdict.Refused)]
    public void Should_be_judged_the_same_for_all_operations(
        PartnerFailureKind kind, int? status, string? code, string message, QliroVerdict verdict)
    {
        foreach (var type in Enum.GetValues<OperationType>())
            QliroVerdict.Of(type, new(kind, status, code, message)).ShouldBe(verdict);
    }

    [Theory]
    [InlineData("NO_ITEMS_LEFT_IN_RESERVATION", OperationType.Capture, QliroVerdict.DoneBefore)]
    [InlineData("NO_ITEMS_LEFT_IN_RESERVATION", OperationType.Cancel, QliroVerdict.DoneBefore)]
    [InlineData("NO_ITEMS_LEFT_IN_RESERVATION", OperationType.Refund, QliroVerdict.Refused)]
    [InlineData("NO_ITEMS_TO_CANCEL", OperationType.Cancel, QliroVerdict.DoneBefore)]
    [InlineData("NO_ITEMS_TO_CANCEL", OperationType.Capture, QliroVerdict.Refused)]
    [InlineData("ORDER_HAS_BEEN_CANCELLED", OperationType.Cancel, QliroVerdict.DoneBefore)]
    [InlineData("ORDER_HAS_BEEN_CANCELLED", OperationType.Capture, QliroVerdict.Refused)]
    public void Should_count_as_done_only_for_the_operation_that_meant_it(
        string code, OperationType type, QliroVerdict verdict)
        => QliroVerdict.Of(type, new(PartnerFailureKind.Rejected, 400, code, "")).ShouldBe(verdict);
}
