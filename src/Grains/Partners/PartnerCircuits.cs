using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QliroAdapter.Ops;

namespace QliroAdapter.Partners;

/// <summary>
/// The circuit breakers of a process, one for each host of a partner: where each merchant has a host of its own, one
/// merchant's outage is no other's. One per process; thread-safe.
/// </summary>
public sealed class PartnerCircuits(
    TimeProvider clock, Func<double> jitter, IOptions<OutageOptions> options, ILogger<PartnerCircuits> logger)
    : IPartnerHealth
{
    private readonly ConcurrentDictionary<(string Partner, string Host), PartnerCircuit> circuits = new();

    /// <inheritdoc/>
    public IReadOnlyList<PartnerHealth> Hosts =>
        [.. circuits.Values.Select(circuit => circuit.Health).OrderBy(one => one.Partner, StringComparer.Ordinal)
            .ThenBy(one => one.Host, StringComparer.Ordinal)];

    /// <summary>
    /// The circuit of this URL. Hosts come from settings and configuration documents alone, so they are few.
    /// </summary>
    internal PartnerCircuit Before(string partner, Uri url) => circuits.GetOrAdd(
        (partner, url.Authority), key => new(key.Partner, key.Host, clock, jitter, options.Value, logger));
}
