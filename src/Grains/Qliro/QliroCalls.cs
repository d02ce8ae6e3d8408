using Microsoft.Extensions.Logging;
using QliroAdapter.Partners;
using Refit;

namespace QliroAdapter.Qliro;

/// <summary>The common part of the clients of both Qliro APIs.</summary>
internal sealed class QliroCalls(PartnerCircuits circuits, TimeProvider clock, QliroOptions options, ILogger logger)
{
    private static readonly string[] errorMembers = ["ErrorCode"];

    private readonly PartnerCalls calls = new(QliroApi.Partner, clock, options.Timeout, logger);

    /// <inheritdoc cref="PartnerCircuit.OpenUntil"/>
    public DateTimeOffset? OpenUntil(QliroAccount account)
        => circuits.Before(QliroApi.Partner, account.ApiUrl)?.OpenUntil();

    public Task<Answer<T>> Read<T>(
        QliroAccount account, string operation, Func<QliroTarget, CancellationToken, Task<IApiResponse<T>>> send,
        Func<T, bool> isAnswer, CancellationToken ct, bool takesBareNotFound = false)
        where T : class
        => calls.Call(
            new QliroTarget(operation, account)
            {
                Effect = CallEffect.Reads, ErrorMembers = errorMembers, TakesBareNotFound = takesBareNotFound,
            },
            send,
            response => response.Content is { } content && isAnswer(content) ? content : null,
            ct);

    public Task<Answer<T>> Write<T>(
        QliroAccount account, string operation, Func<QliroTarget, CancellationToken, Task<IApiResponse<T>>> send,
        CancellationToken ct)
        where T : class
        => calls.Call(
            new QliroTarget(operation, account) { ErrorMembers = errorMembers },
            send, static response => response.Content, ct);

    /// <summary>Of a call that is not sent, because too little time is left.</summary>
    public Answer<T> TooLate<T>(QliroAccount account, string operation)
        => calls.NotSent<T>(operation, PartnerFailures.NeverSent(new QliroTarget(operation, account)));

    /// <summary>Of a call that replaces something and answers nothing.</summary>
    public Task<Answer<Done>> Replace(
        QliroAccount account, string operation, Func<QliroTarget, CancellationToken, Task<IApiResponse>> send,
        CancellationToken ct)
        => calls.Call(
            new QliroTarget(operation, account) { Effect = CallEffect.Replaces, ErrorMembers = errorMembers },
            send, static _ => Done.Yes, ct);
}
