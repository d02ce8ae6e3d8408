using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;
using QliroAdapter.Ops;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Silo;

namespace QliroAdapter.WebFront.Tests;

/// <summary>The real web front on a free port, with fake grains and records behind it.</summary>
internal sealed class RunningFront : IAsyncDisposable
{
    public const string AccessToken = "first-access-token";
    public const string OtherAccessToken = "second-access-token";
    public const string OpsToken = "ops-token";
    public const string Secret = "callback-secret-0123456789";

    private readonly WebApplication app;

    private RunningFront((string Key, string? Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(Settings(settings));
        builder.UseWebFrontDefaults();
        builder.Logging.ClearProviders().AddProvider(Logs).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton<IPaymentGrains>(Grains);
        builder.Services.AddSingleton<IPaymentRecords>(Records);
        builder.Services.AddSingleton<ISiloStatistics>(Records);
        builder.Services.AddSingleton<IPartnerHealth>(Records);
        builder.Services.AddSingleton<IChannelHealth>(Records);
        builder.Services.AddSingleton<IOperatorSessions>(Sessions);
        Traffic = new(Clock);
        Cluster = new(Records, Traffic, Clock);
        builder.Services.AddSingleton(Traffic);
        builder.Services.AddSingleton<ICluster>(Cluster);
        builder.Services.AddSingleton<IResumeRuns>(Runs);
        builder.Services.AddSingleton<ICallBodies>(Records);
        builder.Services.AddCallbackTokens(builder.Configuration);
        builder.Services.AddWebFront(builder.Configuration);
        // Every scrape shows what is true now.
        builder.Services.Configure<PrometheusAspNetCoreOptions>(
            exporter => exporter.ScrapeResponseCacheDurationMilliseconds = 0);
        app = builder.Build();
        app.UseWebFront();
        app.MapWebFront();
    }

    internal FakeGrains Grains { get; } = new();

    internal FakeRecords Records { get; } = new();

    internal FakeSessions Sessions { get; } = new();

    internal TrafficRecorder Traffic { get; }

    internal FakeCluster Cluster { get; }

    internal FakeRuns Runs { get; } = new();

    internal SimulatedTime Clock { get; } = new(new DateTimeOffset(2025, 11, 20, 8, 0, 0, TimeSpan.Zero));

    internal CapturedLogs Logs { get; } = new();

    public HttpClient Client { get; private set; } = new();

    public IServiceProvider Services => app.Services;

    /// <summary>Starts with these settings in addition to those that every test needs; null removes one.</summary>
    public static async Task<RunningFront> Start(params (string Key, string? Value)[] settings)
    {
        var front = new RunningFront(settings);
        await front.app.StartAsync();
        front.Client = front.NewClient();
        return front;
    }

    /// <summary>A client without redirects and cookies of its own.</summary>
    public HttpClient NewClient()
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new(addresses.Addresses.Single()),
        };
    }

    /// <summary>The callback token of the payment that the tests' calls are about.</summary>
    public string CallbackToken()
        => Services.GetRequiredService<CallbackTokens>().For(PaymentKey.Of("norce", "1", "o1", "p1"));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }

    private static Dictionary<string, string?> Settings((string Key, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Adapter:AccessTokens:0"] = AccessToken,
            ["Adapter:AccessTokens:1"] = Hashed(OtherAccessToken),
            ["Adapter:CallbackSecrets:0"] = Secret,
            ["Ops:AccessTokens:0"] = OpsToken,
        };
        foreach (var (key, value) in settings)
        {
            if (value is null)
                all.Remove(key);
            else
                all[key] = value;
        }
        return all;
    }

    private static string Hashed(string token) =>
        "sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes(token)));
}
