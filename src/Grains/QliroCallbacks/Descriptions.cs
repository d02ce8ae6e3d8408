using System.Globalization;
using QliroAdapter.Ops;
using QliroAdapter.Qliro;

namespace QliroAdapter.QliroCallbacks;

/// <summary>Describes callbacks for the timeline; ids and statuses only.</summary>
internal static class Descriptions
{
    /// <summary>The row that begins the turn, with the operator of a replay.</summary>
    public static string Cause(this ReceivePush message) => Cause(message.Replayed, message.Describe());

    /// <inheritdoc cref="Cause(ReceivePush)"/>
    public static string Cause(this ReceiveStatus message) => Cause(message.Replayed, message.Describe());

    private static string Cause(ReplayedBy? replayed, string what) => replayed is null
        ? what
        : OperatorText.Cause(replayed.By, $"replays {what}", replayed.Reason);

    public static string Describe(this ReceivePush message) => message.Push is { } push
        ? $"Qliro push {Word(push.NotificationType) ?? "CustomerCheckoutStatus"}: {Word(push.Status)}"
            + (push.PaymentTransactionId is { } id
                ? string.Create(CultureInfo.InvariantCulture, $", transaction {id}")
                : "")
        : "Qliro push without a readable body";

    public static string Describe(this ReceiveNotification message)
        => $"Qliro notification {Word(message.Notification.EventType)} {Word(message.Notification.Provider)}"
            + (message.Notification.IsSuccess is false ? ", failed" : "");

    /// <summary>Words from unknown senders may have any length, so they are cut.</summary>
    private const int WordMax = 60;

    public static string Describe(this ReceiveStatus message) => message.Status is { } status
        ? $"Qliro status {Word(status.PaymentType)}: {Word(status.Status)}, transaction {status.PaymentTransactionId}"
            + (status.ErrorCode is null ? "" : $", {Word(status.ErrorCode)}")
        : "Qliro status without a readable body";

    /// <summary>How a push is counted that changes nothing: few texts, whatever was sent.</summary>
    public static string DescribeRepeat(this ReceivePush message) => message.Push switch
    {
        null => "Qliro push without a readable body",
        { IsUpsell: true } => "Qliro push of added goods",
        { Status: { } status } when checkoutStatuses.FirstOrDefault(known => Is(known, status)) is { } known
            => $"Qliro push {known}",
        _ => "Qliro push of another status",
    };

    /// <inheritdoc cref="DescribeRepeat(ReceivePush)"/>
    public static string DescribeRepeat(this ReceiveStatus message) => message.Status switch
    {
        null => "Qliro status without a readable body",
        { PaymentType: { } type } when transactionTypes.FirstOrDefault(known => Is(known, type)) is { } known
            => $"Qliro status of a {known.ToLowerInvariant()}",
        _ => "Qliro status of another transaction",
    };

    private static readonly string[] checkoutStatuses =
        [CheckoutStatus.InProcess, CheckoutStatus.Completed, CheckoutStatus.OnHold, CheckoutStatus.Refused];

    private static readonly string[] transactionTypes =
    [
        TransactionType.Preauthorization, TransactionType.Debit, TransactionType.Capture, TransactionType.Reversal,
        TransactionType.Refund,
    ];

    private static bool Is(string known, string word) => known.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static string? Word(string? word) => FieldLimits.Cut(word, WordMax);
}
