using System.Collections.Concurrent;
using System.Reflection;

namespace QliroAdapter.Simulation.Engine;

/// <summary>
/// The engine of one process: one turn at a time per key, reads beside it, hooks told of and given up on in time.
/// </summary>
internal sealed class LocalGrains(
    World world, Func<PaymentKey, IPaymentGrain> payments, Func<OrderKey, IOrderGrain> orders) : IPaymentGrains
{
    private readonly Dictionary<PaymentKey, IPaymentGrain> activePayments = [];
    private readonly Dictionary<OrderKey, IOrderGrain> activeOrders = [];

    public IPaymentGrain Get(PaymentKey key)
    {
        if (!activePayments.TryGetValue(key, out var grain))
            activePayments[key] = grain = Mailbox<IPaymentGrain>.For(() => payments(key), world);
        return grain;
    }

    public IOrderGrain Get(OrderKey key)
    {
        if (!activeOrders.TryGetValue(key, out var grain))
            activeOrders[key] = grain = Mailbox<IOrderGrain>.For(() => orders(key), world);
        return grain;
    }

    /// <summary>Keys with a turn or a read under way, or with messages that wait for theirs.</summary>
    public IEnumerable<string> Busy =>
    [
        .. activePayments.Where(one => ((Mailbox<IPaymentGrain>)(object)one.Value).IsBusy)
            .Select(one => one.Key.ToString()),
        .. activeOrders.Where(one => ((Mailbox<IOrderGrain>)(object)one.Value).IsBusy)
            .Select(one => one.Key.ToString()),
    ];

    public Task Continue(string key) => key.Split('/').Length == 4
        ? Get(PaymentKey.Parse(key)).Continue(new())
        : Get(OrderKey.Parse(key)).Continue(new());
}

/// <summary>
/// One key's queue and activation. An activation whose turn threw is thrown away; an idle one may be at any time.
/// </summary>
internal class Mailbox<T> : DispatchProxy
    where T : class
{
    /// <summary>A hook that got no turn for this long is answered and never runs.</summary>
    private static readonly TimeSpan HookWaits = TimeSpan.FromSeconds(4);

    private static readonly ConcurrentDictionary<MethodInfo, MethodInfo> takes = new();
    private static readonly ConcurrentDictionary<MethodInfo, bool> hooks = new();
    private readonly LinkedList<Waiting> queue = new();
    private Func<T> make = null!;
    private World world = null!;
    private T? grain;
    private bool running;
    private List<TaskCompletionSource<object>>? readers;

    public bool IsBusy => running || queue.Count > 0 || readers is not null;

    public static T For(Func<T> make, World world)
    {
        var proxy = Create<T, Mailbox<T>>();
        var mailbox = (Mailbox<T>)(object)proxy;
        (mailbox.make, mailbox.world) = (make, world);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var method = targetMethod!;
        if (method.ReturnType == typeof(Task)) return Take<Done>(method, args!);
        if (!takes.TryGetValue(method, out var take))
        {
            var name = method.GetCustomAttribute<InterleavesAttribute>() is null ? nameof(Take) : nameof(Read);
            take = typeof(Mailbox<T>).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Instance)!
                .MakeGenericMethod(method.ReturnType.GenericTypeArguments[0]);
            takes[method] = take;
        }
        return take.Invoke(this, [method, args!]);
    }

    /// <summary>
    /// Beside the turns. Reads that would share one are released here one by one, and not by their shared task.
    /// </summary>
    private async Task<TAnswer> Read<TAnswer>(MethodInfo method, object?[] args)
    {
        if (readers is not null)
        {
            var waiting = new TaskCompletionSource<object>();
            readers.Add(waiting);
            return (TAnswer)await waiting.Task;
        }
        readers = [];
        try
        {
            var answer = await (Task<TAnswer>)method.Invoke(Active(), args)!;
            foreach (var waiting in EndRead()) waiting.SetResult(answer!);
            return answer;
        }
        catch (Exception exception)
        {
            foreach (var waiting in EndRead()) waiting.SetException(exception);
            throw;
        }
    }

    private List<TaskCompletionSource<object>> EndRead()
    {
        var waiting = readers!;
        readers = null;
        return waiting;
    }

    private async Task<TAnswer> Take<TAnswer>(MethodInfo method, object?[] args)
    {
        var isHook = hooks.GetOrAdd(method, asked => asked.GetCustomAttribute<HookAttribute>() is not null);
        if (!await Turn(isHook)) return (TAnswer)Refused(typeof(TAnswer));
        try
        {
            var task = (Task)method.Invoke(Active(), args)!;
            await task;
            return task is Task<TAnswer> answered ? await answered : default!;
        }
        catch
        {
            grain = null;
            throw;
        }
        finally
        {
            Release();
        }
    }

    private T Active()
    {
        if (grain is null)
        {
            grain = make();
            foreach (var hook in queue.Where(waiting => waiting.IsHook)) (grain as IHookAware)?.HookArrived();
        }
        return grain;
    }

    private async Task<bool> Turn(bool isHook)
    {
        if (!running)
        {
            if (world.Dice.Chance(world.Weather.Idle)) grain = null;
            return running = true;
        }
        var waiting = new Waiting(isHook);
        var place = queue.AddLast(waiting);
        if (isHook)
        {
            (grain as IHookAware)?.HookArrived();
            world.Time.At(HookWaits, () =>
            {
                if (place.List is null) return;
                queue.Remove(place);
                (grain as IHookAware)?.HookServed();
                waiting.Turn.SetResult(false);
            });
        }
        return await waiting.Turn.Task;
    }

    private void Release()
    {
        running = queue.Count > 0;
        if (!running) return;
        var next = queue.First!.Value;
        queue.RemoveFirst();
        if (next.IsHook) (grain as IHookAware)?.HookServed();
        next.Turn.SetResult(true);
    }

    private static object Refused(Type outcome)
    {
        PaymentError error =
            new() { Code = ErrorCodes.OrderConflict, Message = "The change did not get its turn in 4 s." };
        return outcome.GetMethod("op_Implicit", [typeof(PaymentError)])!.Invoke(null, [error])!;
    }

    private sealed record Waiting(bool IsHook)
    {
        public TaskCompletionSource<bool> Turn { get; } = new();
    }
}
