using Mono.Cecil;
using Mono.Cecil.Cil;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.Convention.Tests;

/// <summary>
/// Which classes of <c>src/Grains</c> raise which event, and which outbox entries are stored in one commit with it.
/// Read from the compiled assembly: an entry belongs to an event when one way through a method makes both, and no
/// commit lies between them. What a called method returns as events belongs to the statement that calls it.
/// </summary>
internal sealed class RaisedEvents
{
    private readonly Dictionary<string, MethodDefinition> methods = new(StringComparer.Ordinal);
    private readonly Dictionary<MethodDefinition, List<Place>> places = [];
    private readonly Dictionary<string, SortedSet<OutboxKind>> entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> raisers = new(StringComparer.Ordinal);

    private RaisedEvents(ModuleDefinition module)
    {
        var types = module.Types.SelectMany(All).Where(type => !IsEvent(type)).ToList();
        foreach (var method in types.SelectMany(type => type.Methods).Where(one => one.HasBody))
            methods[method.FullName] = method;
        foreach (var method in methods.Values) Read(method);
    }

    public static RaisedEvents Read()
    {
        using var module = ModuleDefinition.ReadModule(
            typeof(PaymentDocument).Assembly.Location, new() { ReadSymbols = true });
        return new(module);
    }

    /// <summary>Every pair of an event and a class that raises it.</summary>
    public IEnumerable<(string Event, string By)> All()
        => raisers.SelectMany(one => one.Value.Select(by => (one.Key, by)));

    public IReadOnlyCollection<string> By(string raised) => raisers.GetValueOrDefault(raised) ?? [];

    public IReadOnlyCollection<OutboxKind> With(string raised) => entries.GetValueOrDefault(raised) ?? [];

    private static IEnumerable<TypeDefinition> All(TypeDefinition type)
        => type.NestedTypes.SelectMany(All).Prepend(type);

    private static bool IsEvent(TypeDefinition? type)
        => type is not null && (type.FullName == typeof(PaymentEvent).FullName || IsEvent(OwnBase(type)));

    private static TypeDefinition? OwnBase(TypeDefinition type) => type.BaseType as TypeDefinition;

    private void Read(MethodDefinition method)
    {
        var made = Made(method);
        foreach (var (place, raised) in made.SelectMany(one => one.Raised.Select(raised => (one, raised))))
        {
            if (place.IsCalled) continue;
            Add(raisers, raised, Outermost(method.DeclaringType).Name);
            foreach (var other in made.Where(other => Belongs(method, place, other)))
                foreach (var kind in other.Enqueued) Add(entries, raised, kind);
        }
    }

    private static bool Belongs(MethodDefinition method, Place place, Place other) => other.IsCalled
        ? Statement(method, place.At) == Statement(method, other.At)
        : Leads(place.At, other.At) || Leads(other.At, place.At);

    /// <summary>An instruction that makes events; those of a called method when <c>IsCalled</c>.</summary>
    private sealed record Place(
        Instruction At, IReadOnlyList<string> Raised, IReadOnlyList<OutboxKind> Enqueued, bool IsCalled);

    private List<Place> Made(MethodDefinition method)
    {
        if (places.TryGetValue(method, out var known)) return known;
        var made = places[method] = [];
        var kinds = FirstArguments.Of(method, nameof(EntryEnqueued));
        foreach (var at in method.Body.Instructions)
        {
            if (at.OpCode.Code == Code.Newobj && at.Operand is MethodReference { DeclaringType: TypeDefinition type }
                && IsEvent(type))
                made.Add(new(at, [type.Name], kinds.TryGetValue(at, out var kind) ? [(OutboxKind)kind] : [], false));
            else if (at.Operand is MethodReference called && methods.TryGetValue(called.FullName, out var own)
                && own != method && ReturnsEvents(own))
            {
                var inside = Made(own);
                made.Add(new(at, [.. inside.SelectMany(one => one.Raised)],
                    [.. inside.SelectMany(one => one.Enqueued)], own.ReturnType.Name != nameof(EntryEnqueued)));
            }
            else if (at.Operand is MethodReference { DeclaringType.Name: nameof(EntryEnqueued), Name: "Recheck" })
                made.Add(new(at, [nameof(EntryEnqueued)], [OutboxKind.RecheckNorce], false));
        }
        return made;
    }

    private static bool ReturnsEvents(MethodDefinition method) => method.ReturnType is GenericInstanceType list
        ? list.GenericArguments is [TypeDefinition one] && IsEvent(one) && !list.Name.StartsWith("Task", StringComparison.Ordinal)
        : method.ReturnType is TypeDefinition type && IsEvent(type);

    /// <summary>True when the one is reached from the other, forwards and without a commit on the way.</summary>
    private static bool Leads(Instruction from, Instruction to)
    {
        var seen = new HashSet<Instruction> { from };
        var waiting = new Queue<Instruction>(seen);
        while (waiting.TryDequeue(out var one))
        {
            if (one == to) return true;
            if (one.Operand is MethodReference { DeclaringType.Name: nameof(Turn), Name: nameof(Turn.Commit) }
                or MethodReference { DeclaringType.Name: nameof(OutboxDispatcher) }) continue;
            foreach (var next in Next(one).Where(next => next.Offset > one.Offset && seen.Add(next)))
                waiting.Enqueue(next);
        }
        return false;
    }

    private static IEnumerable<Instruction> Next(Instruction one)
    {
        if (one.OpCode.FlowControl is not (FlowControl.Branch or FlowControl.Return or FlowControl.Throw)
            && one.Next is { } next) yield return next;
        foreach (var target in FirstArguments.Targets(one)) yield return target;
    }

    private static int Statement(MethodDefinition method, Instruction at)
        => method.DebugInformation.SequencePoints.Where(point => !point.IsHidden && point.Offset <= at.Offset)
            .Select(point => point.Offset).DefaultIfEmpty(0).Max();

    private static TypeDefinition Outermost(TypeDefinition type)
        => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static void Add<T>(Dictionary<string, SortedSet<T>> all, string raised, T one)
    {
        if (!all.TryGetValue(raised, out var known)) all[raised] = known = [];
        known.Add(one);
    }
}
