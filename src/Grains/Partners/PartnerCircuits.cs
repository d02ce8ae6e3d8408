using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QliroAdapter.Ops;

namespace QliroAdapter.Partners;

/// <summary>
/// The circuit breakers of a process, one for each host of a partner. Where each merchant has its own host, an outage
/// of one does not affect the others. One per process; thread-safe.
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
    /// The circuit of this URL's host. Hosts come only from settings and configuration documents, so there are few.
    /// </summary>
    internal PartnerCircuit Before(string partner, Uri url) => circuits.GetOrAdd(
        (partner, url.Authority), key => new(key.Partner, key.Host, clock, jitter, options.Value, logger));
}
