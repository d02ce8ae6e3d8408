using QliroAdapter.Bench.Programs;
using System.Collections.Concurrent;
using QliroAdapter.Bench.Load;
using QliroAdapter.Bench.Partners;

namespace QliroAdapter.Bench.Stages;

/// <summary>Until the shopper pays.</summary>
internal static class Checkouts
{
    // Three mugs in place of two.
    private const int AmountAfterHook = 375;

    // A snippet is read again at each visit of the page.
    private const int Reads = 3;

    /// <summary>Opens the checkout of every order.</summary>
    public static async Task Create(Visit visit)
    {
        IReadOnlyList<string> orders =
            [.. visit.Settled, .. visit.Validated, .. visit.Slow, .. visit.Pushed, .. visit.Asked];
        var payments = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        visit.Record(Rows.Creates, await ClosedLoop.Run(orders, visit.Sizes.Callers, async order
            => payments[order] = await visit.Program.Caller.Create(order)));
        foreach (var (order, payment) in payments) visit.Payments[order] = payment;
    }

    public static async Task ReadSnippets(Visit visit)
    {
        if (visit.Validated.Count == 0) return;
        IReadOnlyList<string> orders = [.. Enumerable.Repeat(visit.Validated, Reads).SelectMany(all => all)];
        visit.Record(Rows.Snippets, await ClosedLoop.Run(
            orders, visit.Sizes.Callers, order => visit.Program.Caller.GetSnippet(order, visit.Payments[order])));
    }

    /// <summary>Norce proposes another cart, and takes the patch.</summary>
    public static async Task ChangeCarts(Visit visit)
    {
        if (visit.Validated.Count == 0) return;
        var hooks = await visit.Program.Partners.ProposeChanges(visit.Validated);
        var answers = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        visit.Record(Rows.Hooks, await ClosedLoop.Run(hooks, visit.Sizes.Callers, async hook
            => answers[hook.Order] = await visit.Program.Caller.Hook(hook, AmountAfterHook)));
        await visit.Program.Partners.CommitChanges(answers.Select(one => new HookAnswer(one.Key, one.Value)));
    }

    /// <summary>The shopper presses buy.</summary>
    public static async Task Validate(Visit visit)
    {
        if (visit.Validated.Count == 0) return;
        var questions = await visit.Program.Partners.PressBuy(visit.Validated);
        visit.Record(Rows.Validates, await ClosedLoop.Run(
            questions, visit.Sizes.Callers, visit.Program.Caller.Validate));
        // The adapter's entry of the approval is delivered after its answer: not while the next program is measured.
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
    }
}
