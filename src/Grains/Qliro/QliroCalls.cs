using Microsoft.Extensions.Logging;
using QliroAdapter.Partners;
using Refit;

namespace QliroAdapter.Qliro;

/// <summary>The common part of the clients of both Qliro APIs.</summary>
internal sealed class QliroCalls(PartnerCircuits circuits, TimeProvider clock, QliroOptions options, ILogger logger)
{
    private readonly PartnerCalls calls = new(QliroApi.Partner, clock, options.Timeout, logger);

    /// <inheritdoc cref="PartnerCircuit.OpenUntil"/>
    public DateTimeOffset? OpenUntil(QliroAccount account)
        => circuits.Before(QliroApi.Partner, new(account.ApiUrl)).OpenUntil();

    public Task<Answer<T>> Read<T>(
        QliroAccount account, string operation, Func<QliroTarget, CancellationToken, Task<IApiResponse<T>>> send,
        CancellationToken ct)
        where T : class
        => calls.Call(
            new QliroTarget(operation, account) { IsRead = true }, send, static response => response.Content, ct);

    public Task<Answer<T>> Write<T>(
        QliroAccount account, string operation, Func<QliroTarget, CancellationToken, Task<IApiResponse<T>>> send,
        CancellationToken ct)
        where T : class
        => calls.Call(new QliroTarget(operation, account), send, static response => response.Content, ct);

    public Task<Answer<Done>> Write(
        QliroAccount account, string operation, Func<QliroTarget, CancellationToken, Task<IApiResponse>> send,
        CancellationToken ct)
        => calls.Call(new QliroTarget(operation, account), send, static _ => Done.Yes, ct);
}
