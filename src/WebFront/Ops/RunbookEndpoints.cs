using QliroAdapter.Ops.Pages;

namespace QliroAdapter.Ops;

internal static class RunbookEndpoints
{
    public static IResult List() => OpsPage.Of<RunbookList>();

    public static IResult Show(string name) => Runbooks.Read(name) is var (title, html)
        ? OpsPage.Of<Runbook>((nameof(Runbook.Title), title), (nameof(Runbook.Html), html))
        : OpsPage.Of<RunbookList>(StatusCodes.Status404NotFound);
}
