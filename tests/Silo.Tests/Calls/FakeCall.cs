using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace QliroAdapter.Silo.Tests.Calls;

/// <summary>A call to a grain as a filter sees it; each time it is sent, it ends as the test says.</summary>
internal sealed class FakeCall(MethodInfo method, object message, params IReadOnlyList<Exception?> ends)
{
    /// <summary>How often the call was sent.</summary>
    public int Sent { get; private set; }

    public IOutgoingGrainCallContext Context
    {
        get
        {
            var request = Proxy.Of<IInvokable>((called, _) => called.Name == "GetArgument" ? message : null);
            var target = GrainId.Create("payment", "acme/se/o-1/p-1");
            return Proxy.Of<IOutgoingGrainCallContext>((called, _) => called.Name switch
            {
                "Invoke" => Send(),
                "get_InterfaceMethod" => method,
                "get_Request" => request,
                "get_TargetId" => target,
                _ => null,
            });
        }
    }

    private Task Send()
    {
        var end = ends[Math.Min(Sent++, ends.Count - 1)];
        return end is null ? Task.CompletedTask : Task.FromException(end);
    }
}

/// <summary>Implements an interface by one function, which is called for every member.</summary>
public class Proxy : DispatchProxy
{
    private Func<MethodInfo, object?[], object?> answer = (_, _) => null;

    internal static T Of<T>(Func<MethodInfo, object?[], object?> answer)
        where T : class
    {
        var made = Create<T, Proxy>();
        ((Proxy)(object)made).answer = answer;
        return made;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => answer(targetMethod!, args ?? []);
}
