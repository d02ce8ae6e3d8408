using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.WebFront;

namespace QliroAdapter.Sandbox;

/// <summary>Which parts run, where, and how the simulators behave.</summary>
public sealed class SandboxOptions
{
    /// <summary>Where the adapter listens; null takes a free loopback port.</summary>
    public string? AdapterUrl { get; init; }

    /// <summary>
    /// Port of the simulated Norce; 0 takes a free one. Qliro, shop and panel take the next ones, or free ones.
    /// </summary>
    public int FirstPort { get; init; }

    public bool WithAdapter { get; init; } = true;

    public bool WithShop { get; init; } = true;

    /// <summary>Whether there is a panel, from which people and scripts make things happen.</summary>
    public bool WithControl { get; init; }

    /// <summary>The time of simulators and adapter, which the panel can set forward; null leaves it to them.</summary>
    public SandboxClock? Clock { get; init; }

    /// <summary>
    /// The folder of the adapter's database; null creates one that is deleted when the sandbox stops.
    /// </summary>
    public string? DataFolder { get; init; }

    /// <summary>Settings of the adapter that override the sandbox's own.</summary>
    public IDictionary<string, string?> AdapterSettings { get; } = new Dictionary<string,
        string?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Builds the adapter: front and local silo, unless a test gives another.</summary>
    public Func<WebApplicationBuilder, WebApplication> Build { get; set; } = AdapterApp.Build;

    /// <summary>Makes the options of the simulated Norce for a given port.</summary>
    public Func<int, NorceSimulatorOptions> Norce { get; init; } = port => new NorceSimulatorOptions { Port = port };

    /// <summary>Makes the options of the simulated Qliro for a given port.</summary>
    public Func<int, QliroSimulatorOptions> Qliro { get; init; } = port => new QliroSimulatorOptions { Port = port };

    /// <summary>
    /// Everything, as people run it: with the panel, on a clock that can be set forward. An adapter of somebody else
    /// has a clock of its own, so that none can be set then.
    /// </summary>
    public static SandboxOptions ForPeople(string? adapterUrl = null, int firstPort = 0, bool withAdapter = true)
    {
        if (!withAdapter) return new()
        {
            AdapterUrl = adapterUrl, FirstPort = firstPort, WithControl = true, WithAdapter = false,
        };
        var clock = new SandboxClock();
        return new SandboxOptions
        {
            AdapterUrl = adapterUrl,
            FirstPort = firstPort,
            WithControl = true,
            Clock = clock,
            Norce = port => new NorceSimulatorOptions { Port = port, Clock = clock },
            Qliro = port => new QliroSimulatorOptions { Port = port, Clock = clock },
            Build = builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(clock);
                return AdapterApp.Build(builder);
            },
        };
    }

    /// <summary>Changes the configuration document before it is stored.</summary>
    public Action<System.Text.Json.Nodes.JsonObject> Configure { get; init; } = _ => { };
}
