using Microsoft.Extensions.Logging;

namespace QliroAdapter.Partners;

internal sealed partial class PartnerCalls
{
    [LoggerMessage(8100, LogLevel.Information,
        "{Partner} rejected {Operation} with {Status} {Code}, reference {Reference}, after {Milliseconds} ms.")]
    private partial void PartnerRejected(
        string partner, string operation, int? status, string? code, string? reference, long milliseconds);

    [LoggerMessage(8101, LogLevel.Warning,
        "{Partner} was not available for {Operation} ({Status} {Code}) after {Milliseconds} ms; it is repeated later.")]
    private partial void PartnerUnavailable(
        string partner, string operation, int? status, string? code, long milliseconds);

    [LoggerMessage(8103, LogLevel.Information, "{Partner} failed at {Kind} {More} more times within a minute.")]
    private partial void PartnerFailedMore(string partner, string kind, long more);

    [LoggerMessage(8102, LogLevel.Error,
        "{Partner} gave no usable answer to {Operation} ({Status}, reference {Reference}) after {Milliseconds} ms. "
        + "It may have been done: it is read back before anything else; "
        + "look at the payment's timeline if it stays open.")]
    private partial void PartnerOutcomeUnknown(
        string partner, string operation, int? status, string? reference, long milliseconds);
}
