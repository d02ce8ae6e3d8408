using System.Diagnostics;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.Ops;

namespace QliroAdapter.WebFront;

/// <summary>
/// The outermost handler, and the only place that catches every exception. A caller's mistake becomes problem details.
/// A busy engine, and one that did not answer in time, becomes 503, on a hook 409, which tells Norce "not now"; both
/// are logged in samples. Anything unexpected becomes 500 without details and is logged once.
/// </summary>
internal sealed partial class Faults
{
    private readonly RequestDelegate next;
    private readonly ILogger logger;
    private readonly LogSample busy;
    private readonly LogSample late;

    public Faults(RequestDelegate next, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<Faults> logger)
    {
        (this.next, this.logger) = (next, logger);
        (busy, late) = (new(clock, EngineBusyMore), new(clock, AnsweredLateMore));
        lifetime.ApplicationStopped.Register(busy.Dispose);
        lifetime.ApplicationStopped.Register(late.Dispose);
    }

    public async Task Invoke(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException badRequest) when (!context.Response.HasStarted)
        {
            await TypedResults.Problem(badRequest.Message, statusCode: badRequest.StatusCode).ExecuteAsync(context);
        }
        catch (InvalidDataException) when (context.Request.HasFormContentType && !context.Response.HasStarted)
        {
            await TypedResults.Problem("The form cannot be read.", statusCode: StatusCodes.Status400BadRequest)
                .ExecuteAsync(context);
        }
        catch (GrainBusyException full) when (!context.Response.HasStarted)
        {
            if (busy.MayLog()) EngineBusy(full.Message);
            await Busy(context).ExecuteAsync(context);
        }
        catch (TimeoutException slow) when (!context.Response.HasStarted)
        {
            if (late.MayLog()) AnsweredLate(slow.Message);
            await Late(context).ExecuteAsync(context);
        }
        catch (Exception withdrawn) when (context.RequestAborted.IsCancellationRequested
            && withdrawn is OperationCanceledException or IOException)
        {
            CallerWithdrew();
        }
        catch (Exception unforeseen) when (!context.Response.HasStarted)
        {
            RequestFailed(unforeseen, context.Request.Method, context.Request.Path);
            Activity.Current?.SetStatus(ActivityStatusCode.Error);
            await new RefusedResult(new PaymentError
            {
                Code = ErrorCodes.InternalServerError,
                Message = "The adapter failed on this request. Its log tells more under the trace id of this answer.",
            }).ExecuteAsync(context);
        }
    }

    private static RefusedResult Busy(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<HookRoute>() is not null) return NotNow();
        context.Response.Headers.RetryAfter = "1";
        return new(new PaymentError
        {
            Code = ErrorCodes.InternalServerError,
            Message = "The adapter takes no more work at this moment. Nothing was done; try it again.",
        }, StatusCodes.Status503ServiceUnavailable);
    }

    private static RefusedResult Late(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<HookRoute>() is not null) return NotNow();
        context.Response.Headers.RetryAfter = "10";
        return new(new PaymentError
        {
            Code = ErrorCodes.InternalServerError,
            Message = "A partner is so slow that the call was not finished in time. What was begun goes on: look at "
                + "the payment or its ledger before it is asked for again.",
        }, StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>What a hook is answered that cannot be looked at now.</summary>
    internal static RefusedResult NotNow() => new(new PaymentError
    {
        Code = ErrorCodes.OrderConflict,
        Message = "The payment is occupied by another call; the change was not processed. Try it again.",
        IsConflict = true,
    });
}
