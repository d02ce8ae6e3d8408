using System.IO.Enumeration;
using QliroAdapter.Ops;
using QliroAdapter.Payments;

namespace QliroAdapter.Simulation.Audit;

/// <summary>Something that seldom happens, known by a row that a payment's timeline then has.</summary>
/// <param name="Kind">The row's kind; see <see cref="TimelineKind"/>.</param>
/// <param name="Pattern">What the row says; a star stands for any text.</param>
internal sealed record RareBranch(string Kind, string Pattern)
{
    private readonly int start = Pattern.AsSpan().IndexOfAny('*', '?') is >= 0 and var first ? first : Pattern.Length;

    public bool IsIn(TimelineEntry row) => row.Kind == Kind
        && row.Summary.AsSpan().StartsWith(Pattern.AsSpan(0, start))
        && FileSystemName.MatchesSimpleExpression(Pattern, row.Summary, ignoreCase: false);

    public override string ToString() => $"{Kind}: {Pattern}";
}

/// <summary>
/// Branches that worlds must come to. A simulation that finds nothing proves little when it never goes where mistakes
/// are rare, so a run of <see cref="SeedsNeeded"/> seeds fails when one of these was not reached in any of its worlds.
/// </summary>
internal static class RareBranches
{
    /// <summary>A run of so many seeds reaches each of them; a shorter one may miss some.</summary>
    public const int SeedsNeeded = 2000;

    /// <summary>From so many seeds on, a run shows how often each was reached.</summary>
    public const int SeedsShown = 100;

    public static IReadOnlyList<RareBranch> All { get; } =
    [
        // Captures, cancels and refunds.
        Decision("Capture * requested: * in 3 part(s)*"),
        Decision("Refund ? requested: * in 2 part(s)*"),
        Decision("Refund of a sum ? requested: * in 2 part(s)*"),
        Decision("Operation * notsent (*Another transaction is already in process*"),
        Decision("Operation * notsent (Qliro wants a new request id*"),
        Decision("Operation * added: reversal * failed and is repeated*"),
        Decision("Operation * succeeded (NO_ITEMS_LEFT_IN_RESERVATION)*"),
        Decision("Operation * failed (ORDER_HAS_BEEN_CANCELLED)*"),
        Decision("Operation * failed (OPERATION_NOT_SUPPORTED)*"),
        Problem("Operation * ended as Error: The bank said no*"),
        Problem("AdvanceOperation not done: Qliro did not accept our signature*"),
        Decision("AdvanceOperation waits, for the circuit to Qliro is open*"),
        Call("Qliro MarkItemsAsShipped: *unknown: no transaction"),
        Call("Qliro UpdateItems: *unknown: no transaction"),
        Call("Qliro UpdateItems: no answer *"),
        Call("Qliro AddItemsToInvoice: no answer *"),
        Call("Qliro CancelOrder: no answer *"),
        Call("Qliro RetryReversal: *"),
        Refusal("payment-conflict: Nothing is left to capture *"),
        Refusal("payment-conflict: * has an open refund*"),
        Refusal("order-bad-request: * asked for, * left on payment *"),
        Refusal("order-bad-request: * is not reserved any more*"),
        Refusal("order-bad-request: * asked for, * can be given back *"),
        Refusal("order-bad-request: * would leave nothing of reservation *"),
        Callback("Qliro status Credit: InProcess*"),
        Callback("Qliro status UpdateInvoice: Success*"),
        Callback("Qliro status Debit: Error*"),
        Callback("Qliro status Refund: Error*"),

        // Creations.
        Decision("Creation abandoned: the shop removed it*"),
        Decision("Creation abandoned: Qliro gave no usable answer*CreateOrder*"),
        Decision("Creation abandoned: Qliro did not accept our signature*"),
        Decision("Creation abandoned: Norce did not accept our token*POST hook*"),
        Decision("Creation abandoned: *'processing' was not seen afterwards*"),
        Decision("Creation abandoned: *the circuit to Norce is open*"),
        Decision("ClearCreation waits, for the circuit to Norce is open*"),
        Refusal("payment-not-found: * is removed and cannot begin again*"),
        Decision("Qliro order number * is to replace it: *ORDER_EXPIRED*"),

        // Changes of the order.
        Refusal("order-conflict: * cannot change: its Qliro payment * is pending*"),
        Refusal("order-conflict: * cannot change: its Qliro payment * is reserved*"),
        Refusal("order-conflict: * cannot become completed: *"),
        Refusal("qliro-order-expired: * another is being opened*"),
        Decision("ResyncLines enqueued: Qliro has other lines*"),
        Decision("ResyncLines enqueued: CreateOrder *"),
        Decision("Removed: Norce's order no longer has it*"),
        Decision("Norce's order was declined*"),
        Decision("Purchase reopened: Norce's order went back to checkout*"),
        Decision("Purchase reopened: Norce has the order in checkout*"),
        Refusal("payment-conflict: * cannot be removed: Qliro has its purchase as pending*"),

        // Approvals and pushes.
        Decision("Purchase declined *Norce did not let the order into processing*PUT state*"),
        Decision("Purchase declined *customer could not be copied to Norce*Others write*"),
        Decision("Purchase declined *Norce could not validate its order*"),
        Decision("Purchase declined *no time was left*"),
        Decision("ReconcileWithQliro enqueued: the push says Refused, Qliro's order says OnHold*"),
        Decision("ReconcileWithQliro enqueued: the shop wanted to remove a paid order*"),
        Decision("Qliro completed the purchase; its total differs from the payment *"),
        Callback("Qliro push without a readable body"),

        // Deliveries chosen in Qliro's frame.
        Decision("The payment covers *, with the delivery that was chosen at Qliro*"),
        Decision("Purchase declined *Qliro has no delivery, Norce's order has one*"),
        Decision("Purchase declined *Qliro has no delivery, though the goods need one*"),
        Decision("Purchase declined *is no delivery that is offered for this order*"),
        Decision("Purchase declined *the delivery could not be copied to Norce: 200 *"),

        // Proxies that answer.
        Call("Norce GET order: 200 in * ms, Unavailable"),
        Call("Norce POST shipping: 200 in * ms, Unknown"),
        Call("Norce PUT payment: 404 in * ms, Unavailable"),
        Call("Qliro CreateOrder: 200 in * ms, Unknown"),
        Call("Qliro GetOrder: 200 in * ms, Unavailable"),

        // Comparison, and what only a person can decide.
        Decision("Reconcile delivered: repaired *left-over-at-norce*"),
        Decision("Reconcile delivered: repaired *hooks-missing-at-norce*"),
        Decision("Reconcile delivered: repaired *actions-differ-at-norce*"),
        Problem("Reconcile parked for an operator: money-at-ended-payment*"),
        Problem("Reconcile parked for an operator: released-at-qliro*"),
        Problem("SyncNorce parked for an operator: *is removed here*"),
        Decision("RecheckNorce waits, for the circuit to Qliro is open*"),

        // Added goods and charges without a shopper.
        Callback("Qliro push UpsellStatus: success*"),
        Callback("Qliro push UpsellStatus: error*"),
        Decision("CloseUpsell enqueued: Norce ended the upsell window*"),
        Decision("CloseUpsell waits, for the circuit to Qliro is open*"),
        Refusal("qliro-bad-request: * was not charged: it was refused and taken off the order*"),
        Refusal("payment-conflict: * is a recurring charge with another token*"),
        Refusal("qliro-error: It is not known whether Qliro charges payment *"),
    ];

    private static RareBranch Decision(string pattern) => new(TimelineKind.Decision, pattern);

    private static RareBranch Problem(string pattern) => new(TimelineKind.Problem, pattern);

    private static RareBranch Call(string pattern) => new(TimelineKind.Call, pattern);

    private static RareBranch Callback(string pattern) => new(TimelineKind.Callback, pattern);

    private static RareBranch Refusal(string pattern) => new(TimelineKind.Refusal, pattern);
}

/// <summary>In how many worlds each of these branches was reached. Thread-safe.</summary>
internal sealed class Reached(IReadOnlyList<RareBranch> branches)
{
    private readonly int[] worlds = new int[branches.Count];

    public IReadOnlyList<RareBranch> Missing => [.. branches.Where((_, number) => worlds[number] == 0)];

    /// <summary>Adds a world.</summary>
    public void Add(IReadOnlySet<RareBranch> seen)
    {
        for (var number = 0; number < worlds.Length; number++)
        {
            if (seen.Contains(branches[number])) Interlocked.Increment(ref worlds[number]);
        }
    }

    /// <summary>A line for each branch, the rarest first.</summary>
    public IEnumerable<string> Lines() => branches.Select((branch, number) => (branch, Count: worlds[number]))
        .OrderBy(one => one.Count).Select(one => $"sometimes: {one.Count,5} worlds  {one.branch}");

    /// <summary>The last line of the list.</summary>
    public string Sum => $"sometimes: {branches.Count - Missing.Count} of {branches.Count} reached";
}
