using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using QliroAdapter.Ops.Pages;

namespace QliroAdapter.Ops;

/// <summary>
/// Parked payments in groups of one cause: one is tried, then the group runs at a pace and can be stopped.
/// </summary>
internal static class ParkedEndpoints
{
    /// <summary>So many parked payments are looked at; more are found once these are resumed.</summary>
    public const int LookedAtMax = 2000;

    private const int PageRows = 500;

    public static async Task<IResult> Show(
        [FromQuery(Name = "cause")] string? cause, IPaymentRecords records, IResumeRuns runs,
        CancellationToken cancellation)
    {
        var groups = await Groups(records, cancellation);
        return OpsPage.Of<Parked>(
            (nameof(Parked.Groups), groups), (nameof(Parked.Chosen), groups.FirstOrDefault(one => one.Cause == cause)),
            (nameof(Parked.Run), await runs.Run.GetRun(new())));
    }

    public static async Task<IResult> Run(
        HttpContext context, IPaymentRecords records, IResumeRuns runs, CancellationToken cancellation)
    {
        var form = await context.Request.ReadFields();
        var cause = form["cause"].ToString();
        if (RepairEndpoints.Stated(form[RepairEndpoints.ReasonField]) is not { } reason)
            return NotDone(RepairEndpoints.NoReason, StatusCodes.Status400BadRequest);
        var group = (await Groups(records, cancellation)).FirstOrDefault(one => one.Cause == cause);
        var started = await runs.Run.StartRun(new()
        {
            Cause = cause,
            Keys = [.. (group?.Payments ?? []).Take(Number(form["cap"], 1)).Select(payment => payment.Key)],
            PerMinute = Number(form["pace"], 1),
            By = Operator.Of(context)!.Name,
            Reason = reason,
        });
        return started.IsAccepted
            ? TypedResults.LocalRedirect($"~/ops/parked?cause={Uri.EscapeDataString(cause)}")
            : NotDone(started.Error, StatusCodes.Status409Conflict);
    }

    public static async Task<IResult> Stop(HttpContext context, IResumeRuns runs)
    {
        var run = await runs.Run.StopRun(new() { By = Operator.Of(context)!.Name });
        return TypedResults.LocalRedirect($"~/ops/parked?cause={Uri.EscapeDataString(run.Cause ?? "")}");
    }

    /// <summary>The largest group first.</summary>
    private static async Task<IReadOnlyList<ParkedGroup>> Groups(
        IPaymentRecords records, CancellationToken cancellation)
    {
        var parked = new List<PaymentSummary>();
        var search = new PaymentSearch { ParkedOnly = true, RowsMax = PageRows };
        while (parked.Count < LookedAtMax)
        {
            var rows = await records.Find(search, cancellation);
            // A creation record and a payment that cannot be read have no outbox to resume.
            parked.AddRange(rows.Where(payment => payment.PaymentId.Length > 0));
            if (rows.Count < PageRows) break;
            search = search with { After = new(rows[^1].UpdatedAt, rows[^1].Key) };
        }
        return
        [
            .. parked.GroupBy(ParkedCause.Of, StringComparer.Ordinal)
                .Select(group => new ParkedGroup(group.Key, [.. group]))
                .OrderByDescending(group => group.Payments.Count).ThenBy(group => group.Cause, StringComparer.Ordinal),
        ];
    }

    private static int Number(string? text, int otherwise)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static IResult NotDone(PaymentError error, int status) => OpsPage.Of<NotDone>(
        status, (nameof(Pages.NotDone.Key), ""), (nameof(Pages.NotDone.Error), error));
}
