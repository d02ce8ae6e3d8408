using System.Globalization;
using QliroAdapter.Qliro;

namespace QliroAdapter.QliroCallbacks;

/// <summary>Describes callbacks for the timeline; ids and statuses only.</summary>
internal static class Descriptions
{
    public static string Describe(this ReceivePush message) => message.Push is { } push
        ? $"Qliro push {push.NotificationType ?? "CustomerCheckoutStatus"}: {push.Status}"
            + (push.PaymentTransactionId is { } id
                ? string.Create(CultureInfo.InvariantCulture, $", transaction {id}")
                : "")
        : "Qliro push without a readable body";

    public static string Describe(this ReceiveNotification message)
        => $"Qliro notification {FieldLimits.Cut(message.Notification.EventType, WordMax)}"
            + $" {FieldLimits.Cut(message.Notification.Provider, WordMax)}"
            + (message.Notification.IsSuccess is false ? ", failed" : "");

    /// <summary>Words from unknown senders may have any length, so they are cut.</summary>
    private const int WordMax = 60;

    public static string Describe(this ReceiveStatus message) => message.Status is { } status
        ? $"Qliro status {status.PaymentType}: {status.Status}, transaction {status.PaymentTransactionId}"
            + (status.ErrorCode is null ? "" : $", {status.ErrorCode}")
        : "Qliro status without a readable body";
}
