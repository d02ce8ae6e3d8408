using System.Net.Sockets;

namespace QliroAdapter.WebFront;

/// <summary>Checks whether the collector of traces and metrics can be reached, when one is configured.</summary>
internal static class TelemetryCheck
{
    private const string Name = "telemetry";
    private const string Key = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static Check Of(IConfiguration settings) => new(Name, async cancellation =>
    {
        if (settings[Key] is not { Length: > 0 } text) return [CheckResult.Ok(Name, $"off, as {Key} is not set")];
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url))
            return [CheckResult.Fail(Name, $"{Key} is no URL", "Give it as http://host:4317")];
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(url.Host, url.Port, cancellation);
            return [CheckResult.Ok(Name, $"{url.Authority} takes connections")];
        }
        catch (SocketException failure)
        {
            return
            [
                CheckResult.Warn(Name, $"{url.Authority} takes no connection ({failure.Message})",
                    $"Start the collector or mend {Key}; payments do not wait for it"),
            ];
        }
    });
}
