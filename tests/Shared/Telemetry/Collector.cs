using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace QliroAdapter.Tests.Telemetry;

/// <summary>Accepts OTLP over HTTP on a free port and keeps what arrives.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string Text)> received = new();
    private readonly WebApplication app;

    private Collector()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/v1/{signal}", async (HttpRequest request) =>
        {
            // Protobuf holds strings unchanged, so each can be found when the bytes are read as text.
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            received.Enqueue((request.Path, await reader.ReadToEndAsync()));
        });
    }

    /// <summary>The paths to which something was sent.</summary>
    public IReadOnlyList<string> Signals =>
        [.. received.Select(one => one.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Everything that was sent.</summary>
    public string Text => string.Join('\n', received.Select(one => one.Text));

    /// <summary>The settings with which a process sends its traces and metrics here.</summary>
    public (string Key, string? Value)[] Settings =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", app.Urls.Single()),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
    ];

    public static async Task<Collector> Start()
    {
        var collector = new Collector();
        await collector.app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
