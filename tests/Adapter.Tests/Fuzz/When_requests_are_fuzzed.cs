using System.Globalization;
using QliroAdapter.Sandbox;
using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.Adapter.Tests.Fuzz;

/// <summary>
/// Every route, header, query and JSON shape by generators, while partners answer garbage now and then. 20,000 requests
/// or two minutes; <c>eng/fuzz.sh</c> goes further, and repeats a seed.
/// </summary>
[Collection<Telemetry.WholeProcess>]
public sealed class When_requests_are_fuzzed(ITestOutputHelper output)
{
    // What is in use may differ by what the simulated partners keep: all of their orders.
    private const long MemoryMay = 64L << 20;

    private static readonly bool isByCommand = Environment.GetEnvironmentVariable("QLIRO_FUZZ") is not null;

    private static readonly int requests = Number("QLIRO_FUZZ", 20_000);

    private static readonly TimeSpan limit = isByCommand ? TimeSpan.FromHours(4) : TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Should_fail_on_none_and_leave_a_healthy_payment_as_it_is()
    {
        var seed = Number("QLIRO_FUZZ_SEED", 1);
        await using var sandbox = await SandboxHost.Start(await Options());
        using var run = new FuzzRun(
            sandbox, seed, Number("QLIRO_FUZZ_FROM", 0), requests, limit, output.WriteLine);

        await run.Go();

        output.WriteLine($"{run}");
        run.Faults.ShouldBeEmpty($"seed {seed}");
        (run.Memory.Late - run.Memory.Early).ShouldBeLessThan(MemoryMay);
    }

    private static async Task<SandboxOptions> Options()
    {
        var options = new SandboxOptions
        {
            WithShop = false,
            AdapterSettings =
            {
                // All of them come from one address, and each must be looked at.
                ["RateLimit:PerSecond"] = "1000000",
                ["RateLimit:PerCallerPerSecond"] = "1000000",
                ["RateLimit:PerPaymentPerSecond"] = "1000000",
                ["Reconciliation:IntervalSeconds"] = "86400",
                ["Silo:IdleSeconds"] = "5",
                ["Logging:LogLevel:Default"] = "None",
                // By command, an answer 500 is logged with its cause.
                ["Logging:LogLevel:QliroAdapter.WebFront.Faults"] = isByCommand ? "Error" : "None",
            },
        };
        if (Environment.GetEnvironmentVariable("QLIRO_FUZZ_STORE") == "postgres")
        {
            options.AdapterSettings["Storage:Postgres:ConnectionString"] =
                await (await PostgresServer.Shared).CreateDatabase();
        }
        return options;
    }

    private static int Number(string variable, int otherwise)
        => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
}
