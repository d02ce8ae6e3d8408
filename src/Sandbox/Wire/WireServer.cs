using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace QliroAdapter.Sandbox.Wire;

/// <summary>
/// Serves a simulated partner: logs every request, applies faults, and answers over a socket or in process.
/// </summary>
public sealed class WireServer : IAsyncDisposable
{
    private readonly Func<WireRequest, Task<WireAnswer>> answer;
    private readonly Func<WireRequest, bool> isWrite;
    private readonly TimeProvider clock;
    private readonly ConcurrentDictionary<Task, bool> later = new();
    private WebApplication? app;

    public WireServer(Func<WireRequest, Task<WireAnswer>> answer, Func<WireRequest, bool> isWrite, TimeProvider clock)
    {
        this.answer = answer;
        this.isWrite = isWrite;
        this.clock = clock;
        Log = new RequestLog(clock);
    }

    public RequestLog Log { get; }

    public Faults Faults { get; } = new();

    /// <summary>Scheme, loopback address and port.</summary>
    public string BaseUrl { get; private set; } = "http://simulated.invalid";

    /// <summary>Listens on a loopback port; 0 takes a free one.</summary>
    public async Task Listen(int port, CancellationToken cancel = default)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore()
            .ConfigureKestrel(options => options.Listen(System.Net.IPAddress.Loopback, port, Plain));
        app = builder.Build();
        app.Run(Serve);
        await app.StartAsync(cancel);
        BaseUrl = app.Urls.First();
    }

    /// <summary>Answers without a socket, for tests that control time and order.</summary>
    public HttpMessageHandler CreateHandler() => new WireHandler(this);

    /// <summary>Passes one request through log and faults; null means that the connection broke.</summary>
    public async Task<WireAnswer?> Exchange(WireRequest request)
    {
        var recorded = Log.Add(request, isWrite(request));
        if (Faults.Outage != Outage.None)
        {
            recorded.Fault = Faults.Outage.ToString();
            return Faults.Outage == Outage.Unavailable ? Record(recorded, WireAnswer.Empty(503)) : null;
        }

        if (Faults.Strike(request) is not { } fault) return await Run(recorded, request);
        recorded.Fault = fault.Kind.ToString();
        switch (fault.Kind)
        {
            case FaultKind.Answer:
                return Record(recorded, fault.Reply);
            case FaultKind.ReplaceAnswer:
                await Run(recorded, request);
                return Record(recorded, fault.Reply);
            case FaultKind.LoseRequest:
                return null;
            case FaultKind.LoseAnswer:
                await Run(recorded, request);
                return null;
            case FaultKind.HoldAnswer:
                var kept = await Run(recorded, request);
                await fault.Released;
                return kept;
            case FaultKind.AcceptFirst:
                var work = RunLater(fault, recorded, request);
                later.TryAdd(work, true);
                return Record(recorded, fault.Reply);
            default:
                await (fault.Kind == FaultKind.Hold ? fault.Released : Task.Delay(fault.Wait ?? TimeSpan.Zero, clock));
                return await Run(recorded, request);
        }
    }

    /// <summary>Waits until everything that was answered with 202 has run.</summary>
    public Task FinishAccepted() => Task.WhenAll(later.Keys);

    public async ValueTask DisposeAsync()
    {
        Faults.Clear();
        if (app is null) return;
        using var hurry = new CancellationTokenSource(TimeSpan.FromSeconds(1), TimeProvider.System);
        await app.StopAsync(hurry.Token);
        await app.DisposeAsync();
    }

    private static void Plain(ListenOptions listen) => listen.Protocols = HttpProtocols.Http1;

    private static WireAnswer Record(RecordedRequest recorded, WireAnswer answer)
    {
        recorded.Answered(answer);
        return answer;
    }

    private async Task RunLater(Fault fault, RecordedRequest recorded, WireRequest request)
    {
        await (fault.Wait is { } wait ? Task.Delay(wait, clock) : fault.Released);
        recorded.Executed = true;
        await answer(request);
    }

    private async Task<WireAnswer> Run(RecordedRequest recorded, WireRequest request)
    {
        recorded.Executed = true;
        return Record(recorded, await answer(request));
    }

    private async Task Serve(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var split = target.IndexOf('?', StringComparison.Ordinal);
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var reply = await Exchange(new WireRequest(context.Request.Method, split < 0 ? target : target[..split],
            split < 0 ? "" : target[split..], headers, body.ToArray()));
        if (reply is null)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers) context.Response.Headers[name] = value;
        if (reply.ContentType is not null) context.Response.ContentType = reply.ContentType;
        if (reply.Status == 204) return;
        context.Response.ContentLength = reply.Body.Length;
        await context.Response.Body.WriteAsync(reply.Body, context.RequestAborted);
    }
}
