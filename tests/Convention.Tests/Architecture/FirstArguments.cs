using Mono.Cecil;
using Mono.Cecil.Cil;

namespace QliroAdapter.Convention.Tests;

/// <summary>
/// The constant that is the first argument where a method makes an object of a type: its instructions are followed
/// with the constants that are on the stack.
/// </summary>
internal static class FirstArguments
{
    /// <summary>By the instruction that makes the object; without those whose first argument is no constant.</summary>
    public static IReadOnlyDictionary<Instruction, int> Of(MethodDefinition method, string typeName)
    {
        var found = new Dictionary<Instruction, int>();
        var kept = new Dictionary<Instruction, int?[]>();
        var stack = new List<int?>();
        foreach (var one in method.Body.Instructions)
        {
            if (stack.Count == 0 && kept.TryGetValue(one, out var before)) stack.AddRange(before);
            if (one.OpCode.Code == Code.Newobj && one.Operand is MethodReference made && made.DeclaringType.Name == typeName
                && stack.Count >= made.Parameters.Count && stack[^made.Parameters.Count] is { } constant)
                found[one] = constant;
            Step(stack, one);
            foreach (var target in Targets(one)) kept.TryAdd(target, [.. stack]);
            if (one.OpCode.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw) stack.Clear();
        }
        return found;
    }

    public static IEnumerable<Instruction> Targets(Instruction one) => one.Operand switch
    {
        Instruction target => [target],
        Instruction[] targets => targets,
        _ => [],
    };

    private static void Step(List<int?> stack, Instruction one)
    {
        if (one.OpCode.Code == Code.Dup)
        {
            stack.Add(stack.Count > 0 ? stack[^1] : null);
            return;
        }
        var pops = Pops(one);
        stack.RemoveRange(Math.Max(0, stack.Count - pops), Math.Min(pops, stack.Count));
        for (var number = 0; number < Pushes(one); number++) stack.Add(Constant(one));
    }

    private static int? Constant(Instruction one) => one.OpCode.Code switch
    {
        >= Code.Ldc_I4_0 and <= Code.Ldc_I4_8 and var code => code - Code.Ldc_I4_0,
        Code.Ldc_I4_S => (sbyte)one.Operand,
        Code.Ldc_I4 => (int)one.Operand,
        _ => null,
    };

    private static int Pushes(Instruction one) => one.OpCode.StackBehaviourPush switch
    {
        StackBehaviour.Push0 => 0,
        StackBehaviour.Varpush => one.Operand is MethodReference called
            && called.ReturnType.GetElementType().MetadataType != MetadataType.Void ? 1 : 0,
        StackBehaviour.Push1_push1 => 2,
        _ => 1,
    };

    private static int Pops(Instruction one) => one.OpCode.StackBehaviourPop switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Varpop => one.Operand is MethodReference called
            ? called.Parameters.Count + (called.HasThis && one.OpCode.Code != Code.Newobj ? 1 : 0)
            : 0,
        StackBehaviour.PopAll => int.MaxValue,
        StackBehaviour.Popi_popi_popi or StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8
            or StackBehaviour.Popref_popi_popr4 or StackBehaviour.Popref_popi_popr8
            or StackBehaviour.Popref_popi_popref => 3,
        _ => 2,
    };
}
