using System.Collections.Concurrent;
using System.Reflection;

namespace QliroAdapter.Tests;

/// <summary>One of a grain's interfaces; every call of it goes through the mailbox.</summary>
internal class MailboxCalls : DispatchProxy
{
    private static readonly MethodInfo send =
        typeof(Mailbox).GetMethod(nameof(Mailbox.Send), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private static readonly ConcurrentDictionary<MethodInfo, Func<Mailbox, MethodInfo, object?[], Task>> sends = new();

    private Mailbox mailbox = null!;

    public static T To<T>(Mailbox mailbox) where T : class
    {
        var proxy = Create<T, MailboxCalls>();
        ((MailboxCalls)(object)proxy).mailbox = mailbox;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        => sends.GetOrAdd(targetMethod!, SendFor)(mailbox, targetMethod!, args!);

    /// <summary>Grains answer with Task or Task of a value; a plain Task is sent as a Task of nothing.</summary>
    private static Func<Mailbox, MethodInfo, object?[], Task> SendFor(MethodInfo method)
    {
        if (!method.ReturnType.IsAssignableTo(typeof(Task)))
            throw new NotSupportedException($"{method.Name} answers by {method.ReturnType.Name}, and not by a Task.");
        var answer = method.ReturnType.GenericTypeArguments is [var one] ? one : typeof(object);
        return send.MakeGenericMethod(answer).CreateDelegate<Func<Mailbox, MethodInfo, object?[], Task>>();
    }
}
