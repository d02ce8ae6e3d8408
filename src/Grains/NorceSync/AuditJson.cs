using System.Text.Json;
using QliroAdapter.OrderManagement;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.NorceSync;

/// <summary>
/// The requests to Qliro for an operation and their outcome, for Norce's audit trail. Requests hold references, amounts
/// and ids, but not the merchant's key. Texts come from banks and may quote the customer, so whatever has the form of a
/// personal number, a card number or an e-mail address is masked.
/// </summary>
public static class AuditJson
{
    /// <summary>The requests that were sent, in order, as a JSON array.</summary>
    public static string Requests(PaymentDocument payment, Operation operation) => JsonSerializer.Serialize(
        operation.Parts.Where(part => part.Status != PartStatus.NotSent)
            .Select(part => (object)PartRequest.Of(payment, operation, Masked(part))),
        QliroJson.Options);

    /// <summary>Staff may have named the customer in their reason.</summary>
    private static OperationPart Masked(OperationPart part) => part.Addition is not { } addition
        ? part
        : part with { Addition = addition with { Description = Cleaned(addition.Description)! } };

    /// <summary>Qliro's transactions by request, and the reason of a failure, as JSON.</summary>
    public static string Answers(Operation operation) => JsonSerializer.Serialize(
        new
        {
            Requests = operation.Parts.Where(part => part.Status != PartStatus.NotSent).Select(part => new
            {
                part.RequestId,
                Status = part.Status.ToString(),
                PaymentTransactionIds = part.TransactionIds,
            }),
            Error = operation.Error is not { } error ? null : new
            {
                error.QliroError?.ErrorCode,
                ErrorMessage = Cleaned(error.QliroError?.ErrorMessage ?? error.Message),
                error.QliroError?.ErrorReference,
            },
        },
        QliroJson.Options);

    /// <summary>A partner's text without anything that could identify a person.</summary>
    public static string? Cleaned(string? text)
        => PartnerText.Masked(text);
}
