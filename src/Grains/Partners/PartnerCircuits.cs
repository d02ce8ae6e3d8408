using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QliroAdapter.Ops;

namespace QliroAdapter.Partners;

/// <summary>
/// The circuit breakers of a process, one for each host of a partner. Where each merchant has its own host, an outage
/// of one does not affect the others. One that nobody uses any more leaves. One per process; thread-safe.
/// </summary>
public sealed class PartnerCircuits(
    TimeProvider clock, Func<double> jitter, IOptions<OutageOptions> options, ILogger<PartnerCircuits> logger)
    : IPartnerHealth
{
    /// <summary>
    /// A caller's merchant may be part of a host name, so callers could make up any number of hosts. Many more than one
    /// process has merchants of.
    /// </summary>
    public const int CircuitsMax = 1000;

    /// <summary>Longer than the longest time between two trial calls of the default settings, by far.</summary>
    public static readonly TimeSpan IdleMax = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(string Partner, string Host), PartnerCircuit> circuits = new();
    private readonly LogSamples changes = new(clock, (_, more) => PartnerCircuit.LogMoreChanged(logger, more));

    // Asked for several times in a turn; nearly always the same few.
    private readonly ConcurrentDictionary<string, string?> hosts = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyList<PartnerHealth> Hosts
    {
        get
        {
            RemoveIdle();
            return
            [
                .. circuits.Values.Select(circuit => circuit.Health).OrderBy(one => one.Partner, StringComparer.Ordinal)
                    .ThenBy(one => one.Host, StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>The circuit of a base URL's host; null when nothing can be sent there.</summary>
    internal PartnerCircuit? Before(string partner, string baseUrl)
    {
        if (!hosts.TryGetValue(baseUrl, out var host))
        {
            host = PartnerUrl.IsUsable(baseUrl) ? new Uri(baseUrl).Authority : null;
            if (hosts.Count >= CircuitsMax) hosts.Clear();
            hosts[baseUrl] = host;
        }
        return host is null ? null : Of((partner, host));
    }

    /// <summary>The circuit of a whole URL's host.</summary>
    internal PartnerCircuit Before(string partner, Uri url) => Of((partner, url.Authority));

    private PartnerCircuit Of((string Partner, string Host) key)
    {
        if (circuits.TryGetValue(key, out var known)) return known;
        if (circuits.Count >= CircuitsMax) RemoveIdle();
        while (circuits.Count >= CircuitsMax) Remove(circuits.MaxBy(one => one.Value.Idle).Key);
        return circuits.GetOrAdd(
            key, made => new(made.Partner, made.Host, clock, jitter, options.Value, changes, logger));
    }

    private void RemoveIdle()
    {
        foreach (var (key, circuit) in circuits)
        {
            if (circuit.Idle >= IdleMax) Remove(key);
        }
    }

    private void Remove((string Partner, string Host) key)
    {
        if (circuits.TryRemove(key, out var removed)) removed.Retire();
    }
}
