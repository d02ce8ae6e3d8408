using Microsoft.Extensions.Logging.Console;

namespace QliroAdapter.Silo;

internal static class JsonLogs
{
    /// <summary>
    /// Logs JSON lines to stdout, with the payment's ids and the trace id as scopes. The framework's own lines about
    /// requests and outgoing calls are off: they hold whole URLs, and a callback's URL holds its token. No value is
    /// written in more than a bounded length (<see cref="BoundedJsonFormatter"/>).
    /// </summary>
    public static void AddJsonLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole(console =>
        {
            console.IncludeScopes = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
        builder.Logging.AddConsoleFormatter<BoundedJsonFormatter, ConsoleFormatterOptions>();
        builder.Logging.AddConsole(console => console.FormatterName = BoundedJsonFormatter.FormatterName);
        builder.Logging.Configure(factory =>
            factory.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        // Resilience pipelines tell each placement of a grain.
        builder.Logging.AddFilter("Polly", LogLevel.Warning);
        // The watchdog counts the time before the start as a stall, at every start.
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        // A full queue is a refusal that is answered to the sender; logged here it would be one line per call.
        builder.Logging.AddFilter("Orleans.Grain", LogLevel.Error);
    }
}
