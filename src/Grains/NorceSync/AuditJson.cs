using System.Text.Json;
using System.Text.RegularExpressions;
using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.NorceSync;

/// <summary>
/// The requests to Qliro for an operation and their outcome, for Norce's audit trail. Requests hold references, amounts
/// and ids, but not the merchant's key. Texts come from banks and may quote the customer, so whatever has the form of a
/// personal number, a card number or an e-mail address is masked.
/// </summary>
public static partial class AuditJson
{
    private const string Mask = "***";

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
        => text is null ? null : MailAddress().Replace(Numbers().Replace(text, Mask), Mask);

    // A birth date of 6 or 8 digits and 4 more (SE, DK), 5 (NO), 3 and a sign (FI); 12 to 19 digits of a card.
    [GeneratedRegex(
        @"(?<![\w-])((\d{6}|\d{8})[-+ ]?\d{4}|\d{6} ?\d{5}|\d{6}[-+A-F ]?\d{3}[0-9A-Y]|(\d[ -]?){11,18}\d)(?![\w-])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"[^\s@<>""']+@[^\s@<>""']+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MailAddress();
}
