using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace QliroAdapter.Grains.Tests.Rig;

public sealed class When_a_grain_is_made_outside_a_silo
{
    private const string Key = "demo/se/o1/p1";

    [Fact]
    public void Should_know_its_key()
    {
        var probe = new Probe(new OutsideSilo(Key));
        probe.GrainContext.GrainId.Key.ToString().ShouldBe(Key);
        probe.GetPrimaryKeyString().ShouldBe(Key);
    }

    [Fact]
    public void Should_find_no_runtime()
    {
        var probe = new Probe(new OutsideSilo(Key));
        Should.Throw<Exception>(probe.LeaveMemory);
        Should.Throw<Exception>(probe.AskAnother);
        Should.Throw<Exception>(probe.SetTimer);
    }

    [Fact]
    public void Should_throw_for_whatever_is_not_the_key()
    {
        IGrainContext context = new OutsideSilo(Key);
        context.ActivationServices.GetService(typeof(IGrainRuntime)).ShouldBeNull();
        context.Equals(new OutsideSilo(Key)).ShouldBeFalse();
        foreach (var method in Members())
        {
            var args = method.GetParameters().Select(_ => (object?)null).ToArray();
            var call = method.IsGenericMethodDefinition ? method.MakeGenericMethod(typeof(string)) : method;
            Should.Throw<InvalidOperationException>(
                () => call.Invoke(context, BindingFlags.DoNotWrapExceptions, null, args, null), method.Name)
                .Message.ShouldContain(Key);
        }
    }

    private static IEnumerable<MethodInfo> Members()
        => typeof(IGrainContext).GetInterfaces().Append(typeof(IGrainContext))
            .Where(type => type != typeof(IEquatable<IGrainContext>))
            .SelectMany(type => type.GetMethods())
            .Where(method => method.IsAbstract)
            .Where(method => method.Name is not ("get_GrainId" or "get_ActivationServices"));
}

internal sealed class Probe(IGrainContext context) : Grain(context)
{
    public void LeaveMemory() => DeactivateOnIdle();

    public void AskAnother() => GrainFactory.GetGrain<IGrainWithStringKey>("other");

    public void SetTimer() => this.RegisterGrainTimer(
        static _ => Task.CompletedTask, new() { DueTime = TimeSpan.FromSeconds(1), Period = TimeSpan.FromSeconds(1) });
}
