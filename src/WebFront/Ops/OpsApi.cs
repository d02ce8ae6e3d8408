using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using QliroAdapter.Payments;

namespace QliroAdapter.Ops;

/// <summary>
/// The console's answers as JSON, for the commands <c>adapter payments …</c>: the same reads and the same actions, by
/// the same tokens and roles.
/// </summary>
internal static class OpsApi
{
    public static async Task<IResult> List(
        [AsParameters] OverviewQuery query, IPaymentRecords records, IOptions<AdapterOptions> options,
        CancellationToken cancellation)
    {
        var search = query.Search(options.Value);
        var found = await records.Find(search, cancellation);
        // A newer node may have stored a state that this one does not know.
        if (found.Count == 0 && query.NoSuchState is { } why)
            return Failed(new() { Code = ErrorCodes.OrderBadRequest, Message = why }, StatusCodes.Status400BadRequest);
        return TypedResults.Json(new PaymentList
        {
            Payments = found,
            WhyNothing = found.Count == 0 ? query.WhyNothing(options.Value) : null,
            Next = found.Count >= search.RowsMax && !search.ByAmount ? query.Behind(found[^1]) : null,
        }, PaymentExport.Json);
    }

    public static async Task<IResult> Show(
        [FromQuery(Name = "key")] string? key, IPaymentRecords records, IPaymentGrains grains,
        CancellationToken cancellation)
        => await PaymentExport.Of(key, records, grains, cancellation) is { } export
            ? TypedResults.Json(export, PaymentExport.Json)
            : NotFound(key);

    /// <summary>A conflict when the action does not apply, as the action itself is.</summary>
    public static async Task<IResult> Preview(
        [FromRoute(Name = "action")] string name, [FromQuery(Name = "key")] string? key, IPaymentGrains grains)
    {
        if (PaymentKey.TryParse(key) is not { } payment) return NotFound(key);
        if (OpsAction.Of(name) is not { } action) return NoAction(name);
        var preview = await grains.Get(payment).Preview(new() { Kind = action.Kind });
        return preview.IsAccepted ? Previewed(preview.Value) : Refused(preview.Error);
    }

    public static async Task<IResult> Act(
        [FromRoute(Name = "action")] string name, [FromQuery(Name = "key")] string? key, HttpContext context,
        IPaymentGrains grains)
    {
        if (PaymentKey.TryParse(key) is not { } payment) return NotFound(key);
        if (OpsAction.Of(name) is not { } action) return NoAction(name);
        if (await RepairEndpoints.ReasonOf(context.Request) is not { } reason)
            return Failed(RepairEndpoints.NoReason, StatusCodes.Status400BadRequest);
        var done = await action.Send(grains.Get(payment), Operator.Of(context)!.Name, reason);
        return done.IsAccepted
            ? TypedResults.Json(new ActionDone(action.Name, payment.ToString()), PaymentExport.Json)
            : Refused(done.Error);
    }

    internal static IResult Previewed(ActionPreview preview) => TypedResults.Json(
        preview, PaymentExport.Json, statusCode: preview.WhyNot is null ? null : StatusCodes.Status409Conflict);

    internal static IResult NotFound(string? key) => Failed(
        new() { Code = ErrorCodes.PaymentNotFound, Message = $"Nothing is stored under the key '{key}'." },
        StatusCodes.Status404NotFound);

    private static IResult NoAction(string name) => Failed(
        new() { Code = ErrorCodes.OrderBadRequest, Message = $"There is no action '{name}'." },
        StatusCodes.Status404NotFound);

    internal static IResult Refused(PaymentError error) => Failed(error, error.Code == ErrorCodes.PaymentNotFound
        ? StatusCodes.Status404NotFound
        : StatusCodes.Status409Conflict);

    internal static IResult Failed(PaymentError error, int status)
        => TypedResults.Json(new ActionRefused(error.Code, error.Message), PaymentExport.Json, statusCode: status);
}

/// <summary>A page of a list.</summary>
internal sealed record PaymentList
{
    public required IReadOnlyList<PaymentSummary> Payments { get; init; }

    /// <summary>Why the search could not find anything; absent when it did, or when there is nothing to say.</summary>
    public string? WhyNothing { get; init; }

    /// <summary>The query of the next page; absent on the last one.</summary>
    public string? Next { get; init; }
}

/// <summary>An action was done.</summary>
/// <param name="Done">Its name.</param>
/// <param name="Key">The payment's key.</param>
internal sealed record ActionDone(string Done, string Key);

/// <summary>An action was refused; nothing was done, or what the message says.</summary>
/// <param name="Code">One of the published codes.</param>
/// <param name="Message">Why, for a person.</param>
internal sealed record ActionRefused(string Code, string Message);
