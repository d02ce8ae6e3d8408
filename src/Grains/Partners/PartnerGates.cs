using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QliroAdapter.Ops;

namespace QliroAdapter.Partners;

/// <summary>
/// The gates of a process, one for each host of a partner: where each merchant has a host of its own, one merchant's
/// outage is no other's. One per process; thread-safe.
/// </summary>
public sealed class PartnerGates(
    TimeProvider clock, Func<double> draw, IOptions<OutageOptions> options, ILogger<PartnerGates> logger)
    : IPartnerStandings
{
    private readonly ConcurrentDictionary<(string Partner, string Host), PartnerGate> gates = new();

    /// <inheritdoc/>
    public IReadOnlyList<PartnerStanding> Standings =>
        [.. gates.Values.Select(gate => gate.Standing).OrderBy(one => one.Partner, StringComparer.Ordinal)
            .ThenBy(one => one.Host, StringComparer.Ordinal)];

    /// <summary>
    /// The gate before this URL. Hosts come from settings and configuration documents alone, so they are few.
    /// </summary>
    internal PartnerGate Before(string partner, Uri url) => gates.GetOrAdd(
        (partner, url.Authority), key => new(key.Partner, key.Host, clock, draw, options.Value, logger));
}
