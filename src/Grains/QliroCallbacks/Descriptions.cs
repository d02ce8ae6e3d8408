using System.Globalization;

namespace QliroAdapter.QliroCallbacks;

/// <summary>Callbacks in the words of the timeline; ids and statuses only.</summary>
internal static class Descriptions
{
    public static string Describe(this ReceivePush message) => message.Push is { } push
        ? $"Qliro push {push.NotificationType ?? "CustomerCheckoutStatus"}: {push.Status}"
            + (push.PaymentTransactionId is { } id ? string.Create(CultureInfo.InvariantCulture, $", transaction {id}") : "")
        : "Qliro push without a readable body";

    public static string Describe(this ReceiveStatus message) => message.Status is { } status
        ? $"Qliro status {status.PaymentType}: {status.Status}, transaction {status.PaymentTransactionId}"
            + (status.ErrorCode is null ? "" : $", {status.ErrorCode}")
        : "Qliro status without a readable body";
}
