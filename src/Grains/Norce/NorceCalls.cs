using Microsoft.Extensions.Logging;
using QliroAdapter.Partners;
using Refit;

namespace QliroAdapter.Norce;

/// <summary>The common part of the clients of Norce's services.</summary>
/// <param name="circuits">Tells which hosts' circuits are open.</param>
/// <param name="clock">Times the limit of each call.</param>
/// <param name="template">Base URL of the service; may hold <c>{merchant}</c>.</param>
/// <param name="limit">The longest time that one call may take.</param>
/// <param name="logger">Logs failures.</param>
internal sealed class NorceCalls(
    PartnerCircuits circuits, TimeProvider clock, string template, TimeSpan limit, ILogger logger)
{
    /// <summary>Norce's BaseError has a code.</summary>
    private static readonly string[] errorMembers = ["code"];

    private readonly PartnerCalls calls = new(NorceApi.Partner, clock, limit, logger);

    /// <inheritdoc cref="PartnerCircuit.OpenUntil"/>
    public DateTimeOffset? OpenUntil(string merchant)
        => PartnerUrl.ForMerchant(template, merchant) is { } url
            ? circuits.Before(NorceApi.Partner, url)?.OpenUntil()
            : null;

    public Task<Answer<T>> Read<T>(
        string operation, ChannelKey channel, Func<NorceTarget, CancellationToken, Task<IApiResponse<T>>> send,
        Func<T, bool> isAnswer, CancellationToken ct, bool takesBareNotFound = false)
        where T : class
        => UrlFor(channel) is { } url
            ? calls.Call(
                new NorceTarget(operation, url, channel)
                {
                    Effect = CallEffect.Reads, ErrorMembers = errorMembers, TakesBareNotFound = takesBareNotFound,
                },
                send,
                response => response.Content is { } content && isAnswer(content) ? content : null,
                ct)
            : NoHost<T>(operation, channel);

    public Task<Answer<T>> Write<TResponse, T>(
        string operation, ChannelKey channel, CallEffect effect,
        Func<NorceTarget, CancellationToken, Task<TResponse>> send,
        Func<TResponse, T?> read, CancellationToken ct, int? alsoAccepted = null)
        where TResponse : IApiResponse
        where T : class
        => UrlFor(channel) is { } url
            ? calls.Call(
                new NorceTarget(operation, url, channel)
                {
                    Effect = effect, ErrorMembers = errorMembers, AlsoAccepted = alsoAccepted,
                },
                send, read, ct)
            : NoHost<T>(operation, channel);

    private string? UrlFor(ChannelKey channel) => PartnerUrl.ForMerchant(template, channel.Merchant);

    private Task<Answer<T>> NoHost<T>(string operation, ChannelKey channel)
        where T : class
        => Task.FromResult(calls.NotSent<T>(operation, new(
            PartnerFailureKind.Rejected, null, null, $"'{channel.Merchant}' cannot be part of Norce's host name.")));
}
