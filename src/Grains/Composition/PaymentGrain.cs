using Orleans.Concurrency;
using Orleans.Placement;
using QliroAdapter.Checkout;
using QliroAdapter.ClientEvents;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.Ops;
using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.OutgoingEvents;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Reconciliation;
using QliroAdapter.Recurring;
using QliroAdapter.Store;

namespace QliroAdapter.Composition;

/// <summary>
/// One payment. Each method is one message: a turn that reads facts, decides, commits once, and delivers its outbox.
/// The use cases are in the feature folders, each in a file named by its verb. A payment is activated on the node that
/// first calls it, so the load balancer spreads the payments and most calls stay in their process. Nothing here uses
/// Orleans' runtime: outside of a silo the grain works with a context that has only its key.
/// </summary>
[PreferLocalPlacement]
[Immovable]
public sealed partial class PaymentGrain(IGrainContext context, PaymentServices services)
    : Grain(context), IPaymentGrain, IHookTurns
{
    private const int RechecksMax = 3;

    private static readonly object unanswered = new { Code = ErrorCodes.InternalServerError };

    // Norce's spelling once it is known: this activation then works beside the one of that key, which is harmless.
    private PaymentKey key = PaymentKey.Parse(context.GrainId.Key.ToString()!);
    private readonly PaymentMemory memory = new();
    private readonly SharedRead<Outcome<CheckoutSnippet>> reads = new();
    private readonly HookQueue hooks = new();

    // What turns wrote whose commits were lost, until a commit accounts for it.
    private PartnerWrites lostWrites;

    public Task<Outcome<CheckoutSnippet>> Begin(BeginPayment message)
        => Take("creation handed over by the order", TurnLimits.Creation, turn => BeginCreation.Run(turn, message));

    public Task<Outcome<RecurringPayment>> BeginRecurring(BeginRecurring message)
        => Take("charge handed over by the order", TurnLimits.Creation, turn => ChargeRecurring.Run(turn, message));

    public Task<Outcome<CreationEnd>> EndCreation(EndCreation message)
        => Take("end of creation asked for", TurnLimits.Creation, turn => EndCreations.Run(turn, message));

    public Task<Outcome<CheckoutSnippet>> Get(GetPayment message)
        => reads.Join(() => ReadSnippet.Run(key, memory, services));

    public Task<Outcome<Done>> Remove(RemovePayment message)
        => Take("remove", TurnLimits.Call, Checkout.Remove.Run);

    public Task<Outcome<ValidationAnswer>> Validate(ValidateOrder message)
        => Keep(CallbackNames.Validate, message.Order, Take(
            "Qliro validates the order", TurnLimits.Validation, turn => QliroCallbacks.Validate.Run(turn, message)));

    public Task<Outcome<Done>> ReceivePush(ReceivePush message)
        => Keep(CallbackNames.Push, message.Push, Take(
            message.Cause(), TurnLimits.Call, turn => QliroCallbacks.Push.Run(turn, message), Refusal.NotStored));

    public Task<Outcome<Done>> ReceiveStatus(ReceiveStatus message)
        => Keep(CallbackNames.Status, message.Status, Take(
            message.Cause(), TurnLimits.Call, turn => QliroCallbacks.Status.Run(turn, message), Refusal.NotStored));

    public Task<Outcome<ShippingMethodsAnswer>> GetShippingMethods(AskShippingMethods message)
        => ShippingMethods.Run(key, services, message);

    public Task<Outcome<ShippingAddressesAnswer>> GetShippingAddresses(AskShippingAddresses message)
        => ShippingAddresses.Run(key, services);

    public Task<Outcome<Done>> ReceiveNotification(ReceiveNotification message)
        => Keep(CallbackNames.Notification, message.Notification, Take(
            message.Describe(), TurnLimits.Call, turn => Notification.Run(turn, message), Refusal.NotStored));

    public Task<Outcome<Done>> SaveRecurringDetails(SaveRecurringDetails message)
        => Take("Qliro saved a card", TurnLimits.Call, turn => SaveRecurring.Run(turn, message),
            Refusal.NotStored);

    public Task<Outcome<Done>> UpdateCustomer(UpdateCustomer message)
        => Take("customer changed in Qliro's frame", TurnLimits.Call, CustomerUpdate.Run);

    public Task<Outcome<Done>> UpdateShippingOption(UpdateShippingOption message)
        => Take("delivery chosen in Qliro's frame", TurnLimits.Call, turn => ShippingOptionUpdate.Run(turn, message));

    public Task<Outcome<HookAnswer>> UpdatePayment(UpdatePayment message)
        => Queue(message, (turns, timeout) => turns.UpdatePayment(message, timeout));

    public Task<Outcome<HookAnswer>> ChangeState(ChangeState message)
        => Queue(message, (turns, timeout) => turns.ChangeState(message, timeout));

    public Task<Outcome<HookAnswer>> CompleteUpsell(CompleteUpsell message)
        => Queue(message, (turns, timeout) => turns.CompleteUpsell(message, timeout));

    Task<Outcome<HookAnswer>> IHookTurns.UpdatePayment(UpdatePayment message, CancellationToken timeout)
        => TakeHook(message, "Norce proposes a changed order", turn => OrderChange.Run(turn, message));

    Task<Outcome<HookAnswer>> IHookTurns.ChangeState(ChangeState message, CancellationToken timeout)
        => TakeHook(message, $"Norce proposes state {message.Order.State?.CurrentStatus}",
            turn => StateChange.Run(turn, message));

    Task<Outcome<HookAnswer>> IHookTurns.CompleteUpsell(CompleteUpsell message, CancellationToken timeout)
        => TakeHook(message, "Norce ends the upsell window", turn => EndUpsell.Run(turn, message));

    public Task<Outcome<Done>> RenewSession(RenewSession message)
        => Take("the session of Qliro's page is over", TurnLimits.Call, turn => SessionRenewal.Run(turn, message));

    public Task<Outcome<Done>> Refresh(RefreshPayment message)
        => Take("refresh", TurnLimits.Call, OrderManagement.Refresh.Run);

    public Task<Outcome<CheckoutSnippet>> Capture(CaptureOrder message)
        => Take("capture", TurnLimits.Call, turn => OrderManagement.Capture.Run(turn, message));

    public Task<Outcome<CheckoutSnippet>> Cancel(CancelOrder message)
        => Take("cancel", TurnLimits.Call, turn => OrderManagement.Cancel.Run(turn, message));

    public Task<Outcome<CheckoutSnippet>> CancelItems(CancelOrderItems message)
        => Take("cancel of items", TurnLimits.Call, turn => OrderManagement.CancelItems.Run(turn, message));

    public Task<Outcome<CheckoutSnippet>> Refund(RefundOrder message)
        => Take("refund", TurnLimits.Call, turn => OrderManagement.Refund.Run(turn, message));

    public Task<Outcome<CheckoutSnippet>> RefundAmount(RefundOrderAmount message)
        => Take("refund of a sum", TurnLimits.Call, turn => OrderManagement.RefundAmount.Run(turn, message));

    public Task<Outcome<PaymentLedger>> GetLedger(GetLedger message) => ReadLedger.Run(key, services);

    public Task<Outcome<OutboxContent>> ShowOutbox(ShowOutbox message) => Compare.ShowOutbox(key, services);

    public Task<Outcome<PaymentComparison>> ComparePayment(ComparePayment message) => Compare.Run(key, services);

    public Task<Outcome<Done>> RepairPayment(RepairPayment message)
        => Take(OperatorText.Cause(message.By, "has Norce and Qliro compared", message.Reason), TurnLimits.Call,
            Repair.Reconcile);

    public Task<Outcome<Done>> RetryOutbox(RetryOutbox message)
        => Take(OperatorText.Cause(message.By, "has the outbox retried now", message.Reason), TurnLimits.Call,
            Repair.RetryNow);

    public Task<Outcome<Done>> ResumeParked(ResumeParked message)
        => Take(OperatorText.Cause(message.By, "resumes what was parked", message.Reason), TurnLimits.Call,
            Repair.Resume, isResume: true);

    public Task<Outcome<ActionPreview>> Preview(PreviewAction message) => ActionSteps.Run(key, services, message.Kind);

    public Task<Outcome<Done>> Act(OperatorAction message)
        => Take(OperatorText.Cause(message), TurnLimits.Call, turn => Ops.Act.Run(turn, message),
            isResume: message.Kind == OperatorActionKind.Resume);

    public Task<Outcome<Done>> RecordEvent(RecordEventDelivery message) => Take(
        null, TurnLimits.Call, turn => RecordDelivery.Run(turn, message),
        ifParked: turn => RecordDelivery.Run(turn, message));

    public Task Continue(Continue message)
    {
        // The store has it as due. When what is kept does not, another activation has committed since.
        if (memory.Document is { } known && !(Schedule.NextDue(known) <= services.Clock.GetUtcNow())) memory.Forget();
        return Take(
            null, TurnLimits.Call, async turn => new Outcome<Done> { Value = await DueWork.Run(turn) },
            ifParked: async turn => new Outcome<Done> { Value = await HandOver.RunParked(turn) });
    }

    /// <summary>Keeps a callback with its answer for operators; what no turn answered is kept, too.</summary>
    private async Task<Outcome<T>> Keep<T>(string name, object? body, Task<Outcome<T>> turn)
        where T : class
    {
        var at = services.Clock.GetUtcNow();
        object answer = unanswered;
        try
        {
            var outcome = await turn;
            answer = outcome.IsAccepted ? outcome.Value : outcome.Error;
            return outcome;
        }
        finally
        {
            services.Bodies.KeepCallback(key, name, at, body, answer);
        }
    }

    /// <summary>
    /// Queues a hook's turn. Norce holds the order while the hook waits, so the running turn is told, and then waits
    /// only briefly for Norce.
    /// </summary>
    private async Task<Outcome<HookAnswer>> Queue(
        object hook, Func<IHookTurns, CancellationToken, Task<Outcome<HookAnswer>>> turn)
    {
        using var timeout = new CancellationTokenSource(TurnLimits.HookQueue, services.Clock);
        hooks.Join(hook);
        try
        {
            return await turn(services.Grains.GetHooks(key), timeout.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return TimedOut.Waiting(key);
        }
        finally
        {
            hooks.Leave(hook);
        }
    }

    private Task<Outcome<HookAnswer>> TakeHook(
        object hook, string cause, Func<Turn, Task<Outcome<HookAnswer>>> work)
    {
        hooks.Leave(hook);
        return Take(cause, TurnLimits.Hook, work);
    }

    /// <param name="cause">Shown in the timeline; null for due work.</param>
    /// <param name="limit">How long partners are waited for in all.</param>
    /// <param name="work">The use case.</param>
    /// <param name="whenParked">The refusal for a payment that is parked as a whole.</param>
    /// <param name="isResume">
    /// True for an operator's resume: the payment is loaded again and the work is done although it is parked.
    /// </param>
    /// <param name="ifParked">
    /// What is done in place of the refusal with a payment that is parked as a whole and can be read.
    /// </param>
    private async Task<T> Take<T>(
        string? cause, TimeSpan limit, Func<Turn, Task<T>> work,
        Func<PaymentKey, string, PaymentError>? whenParked = null, bool isResume = false,
        Func<Turn, Task<T>>? ifParked = null)
        where T : IRefusable<T>
    {
        var refuse = whenParked ?? Refusal.Parked;
        BodyJournal.About(key);
        if (isResume) memory.Forget();
        var started = services.Clock.GetTimestamp();
        var metAnother = false;
        for (var number = 1; ; number++)
        {
            Turn? turn = null;
            // One limit covers all starts, so that nobody waits longer because of another activation.
            var left = limit - services.Clock.GetElapsedTime(started);
            using var time = new TurnTimeout(services.Clock, left > TimeSpan.Zero ? left : TimeSpan.Zero);
            hooks.Running(time);
            try
            {
                await memory.Load(key, services);
                var isParked = !isResume && memory.ParkedBecause is not null;
                if (isParked && (ifParked is null || memory.Document is null))
                    return Refused<T>(refuse(key, memory.ParkedBecause!));
                turn = new(key, memory, services, time) { MetAnother = metAnother || memory.MayHaveAnother };
                PaymentTraces.LinkTurn(memory.Document);
                if (cause is not null) turn.Note(TimelineKind.Callback, cause);
                // At once: the process may die during the work, and nobody else knows of those writes.
                if (lostWrites != PartnerWrites.None) await turn.Commit(LostWrites.Events(turn, lostWrites));
                lostWrites = PartnerWrites.None;
                if (memory.MayHaveAnother && !isParked) await Announce(turn);
                var answer = await (isParked ? ifParked! : work)(turn);
                if (turn.MetAnother) turn.Raise(LostWrites.WithAnother(turn));
                await turn.Commit();
                return answer;
            }
            catch (StoreConflictException) when (number < TurnLimits.TurnsMax)
            {
                metAnother = true;
                lostWrites |= turn?.Writes ?? PartnerWrites.None;
                memory.Forget();
                LogTurnLost(services.Logger, key, number);
            }
            catch (SpelledOtherwiseException other) when (number < TurnLimits.TurnsMax)
            {
                key = other.Key;
                memory.Forget();
            }
            catch (Exception problem) when (ParkPayment.IsFor(problem))
            {
                return Refused<T>(refuse(key, await ParkPayment.Run(key, memory, services, problem)));
            }
            catch (DataKeyMissingException missing)
            {
                services.TellSealed(key, missing);
                return Refused<T>(refuse(key, ParkPayment.ReasonOf(missing)));
            }
            catch
            {
                memory.Forget();
                lostWrites |= turn?.Writes ?? PartnerWrites.None;
                if (lostWrites != PartnerWrites.None) await EnqueueRecheck(time);
                throw;
            }
            finally
            {
                hooks.Running(null);
            }
        }
    }

    private async Task Announce(Turn turn)
    {
        if (LostWrites.Announcement(turn) is { Count: > 0 } announcement) await turn.Commit(announcement);
        memory.AccountForAnother();
    }

    private T Refused<T>(PaymentError error)
        where T : IRefusable<T>
    {
        Turn.LogRefused(services, error);
        return T.Refused(error);
    }

    /// <summary>
    /// When a turn's commit fails, only this activation knows what the turn wrote, and that may have replaced what
    /// another activation wrote. So the store is tried again before the turn gives up; the next turn tries once more.
    /// </summary>
    private async Task EnqueueRecheck(TurnTimeout time)
    {
        for (var tries = 1; tries <= RechecksMax; tries++)
        {
            try
            {
                await memory.Load(key, services);
                var turn = new Turn(key, memory, services, time);
                await turn.Commit(LostWrites.Events(turn, lostWrites));
                lostWrites = PartnerWrites.None;
                return;
            }
            catch (Exception)
            {
                memory.Forget();
                LogRecheckNotEnqueued(services.Logger, key, tries);
            }
        }
    }
}
