using Mono.Cecil;
using Mono.Cecil.Cil;

namespace QliroAdapter.Convention.Tests;

/// <summary>
/// The graph of the files of <c>src/Grains</c>, computed from the compiled assembly: an arrow from a file to another
/// when a type of the first names a type of the second, in a base, a member, a body, a generic argument or an
/// attribute. Nested types, closures and state machines count for the file of their outermost type; the parts of a
/// partial type are one file. Constants and enum values are not seen, for the compiler writes only their value.
/// </summary>
internal sealed class GrainsGraph
{
    private const string Folder = "src/Grains/";

    /// <summary>The compiler's own record of where a type without a body was declared (portable PDB format).</summary>
    private static readonly Guid declaredIn = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    private readonly Dictionary<string, string> fileOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> arrows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> calls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> fileOfMethod = new(StringComparer.Ordinal);

    private GrainsGraph(ModuleDefinition module)
    {
        foreach (var type in module.Types)
        {
            if (FileOf(type) is not { } file) continue;
            fileOf[type.FullName] = file;
            arrows.TryAdd(file, new(StringComparer.Ordinal));
        }
        foreach (var type in module.Types.Where(type => fileOf.ContainsKey(type.FullName))) Read(type, type);
    }

    public static GrainsGraph Read()
    {
        using var module = ModuleDefinition.ReadModule(
            typeof(Store.IPaymentStore).Assembly.Location, new() { ReadSymbols = true });
        return new(module);
    }

    /// <summary>Paths below <c>src/Grains</c>.</summary>
    public IReadOnlyCollection<string> Files => arrows.Keys;

    public IReadOnlyCollection<string> From(string file) => arrows[file];

    /// <summary>The file itself and all that are reached from it.</summary>
    public IReadOnlySet<string> Reached(string file) => Closure(file, one => arrows[one]);

    /// <summary>Circles of two files or more: each file of one is reached from each other; largest first.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Circles()
    {
        var reached = Files.ToDictionary(file => file, Reached, StringComparer.Ordinal);
        return
        [
            .. Files.GroupBy(file => string.Join('|', reached[file].Where(other => reached[other].Contains(file))
                    .Order(StringComparer.Ordinal)), StringComparer.Ordinal)
                .Select(circle => (IReadOnlyList<string>)[.. circle.Order(StringComparer.Ordinal)])
                .Where(circle => circle.Count > 1).OrderByDescending(circle => circle.Count),
        ];
    }

    /// <summary>The files of all methods that lie on a way of calls from the one method to the other.</summary>
    public IReadOnlyList<string> Between(string type, string method, string targetType, string target)
    {
        var backwards = calls.SelectMany(call => call.Value.Select(to => (From: call.Key, To: to)))
            .ToLookup(call => call.To, call => call.From, StringComparer.Ordinal);
        var forth = Closure($"{type}::{method}", one => calls.GetValueOrDefault(one) ?? []);
        var back = Closure($"{targetType}::{target}", one => backwards[one]);
        return [.. forth.Where(back.Contains).Where(fileOfMethod.ContainsKey).Select(one => fileOfMethod[one]).Distinct()];
    }

    private static HashSet<string> Closure(string start, Func<string, IEnumerable<string>> next)
    {
        var found = new HashSet<string>(StringComparer.Ordinal) { start };
        var waiting = new Queue<string>(found);
        while (waiting.TryDequeue(out var one))
            foreach (var other in next(one))
                if (found.Add(other)) waiting.Enqueue(other);
        return found;
    }

    /// <summary>The file that is called as the type where there are several; none for generated types.</summary>
    private static string? FileOf(TypeDefinition type)
    {
        var documents = type.CustomDebugInformations.OfType<BinaryCustomDebugInformation>()
            .Where(one => one.Identifier == declaredIn).SelectMany(one => Documents(type.Module, one.Data))
            .Concat(All(type).SelectMany(one => one.Methods).Where(method => method.DebugInformation.HasSequencePoints)
                .Select(method => method.DebugInformation.SequencePoints[0].Document.Url))
            .Select(url => url.Replace('\\', '/'))
            .Where(url => url.Contains(Folder, StringComparison.Ordinal)
                && !url.Contains("/obj/", StringComparison.Ordinal))
            .Select(url => url[(url.LastIndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..])
            .Distinct(StringComparer.Ordinal).OrderBy(file => file.Length).ToList();
        return documents.Find(file => Path.GetFileNameWithoutExtension(file) == type.Name.Split('`')[0])
            ?? documents.FirstOrDefault();
    }

    /// <summary>Row numbers of the document table, each a compressed integer (ECMA-335 II.23.2).</summary>
    private static IEnumerable<string> Documents(ModuleDefinition module, byte[] blob)
    {
        var documents = module.Types.SelectMany(All).SelectMany(type => type.Methods)
            .Where(method => method.DebugInformation.HasSequencePoints)
            .Select(method => method.DebugInformation.SequencePoints[0].Document)
            .DistinctBy(document => document.Url)
            .ToDictionary(document => document.MetadataToken.ToInt32() & 0xFFFFFF, document => document.Url);
        for (var index = 0; index < blob.Length;)
        {
            var row = blob[index] < 0x80 ? blob[index++]
                : blob[index] < 0xC0 ? (blob[index++] & 0x3F) << 8 | blob[index++]
                : (blob[index++] & 0x1F) << 24 | blob[index++] << 16 | blob[index++] << 8 | blob[index++];
            if (documents.TryGetValue(row, out var url)) yield return url;
        }
    }

    private static IEnumerable<TypeDefinition> All(TypeDefinition type)
        => type.NestedTypes.SelectMany(All).Prepend(type);

    private void Read(TypeDefinition outer, TypeDefinition type)
    {
        Attributes(outer, type);
        Name(outer, type.BaseType);
        foreach (var one in type.Interfaces) Name(outer, one.InterfaceType);
        foreach (var parameter in type.GenericParameters) Constraints(outer, parameter);
        foreach (var field in type.Fields)
        {
            Attributes(outer, field);
            Name(outer, field.FieldType);
        }
        foreach (var property in type.Properties) Attributes(outer, property);
        foreach (var method in type.Methods) Read(outer, type, method);
        foreach (var nested in type.NestedTypes) Read(outer, nested);
    }

    private void Read(TypeDefinition outer, TypeDefinition type, MethodDefinition method)
    {
        Attributes(outer, method);
        Name(outer, method.ReturnType);
        foreach (var parameter in method.Parameters) Name(outer, parameter.ParameterType);
        foreach (var parameter in method.GenericParameters) Constraints(outer, parameter);
        if (!method.HasBody) return;
        var caller = NameOf(type, method.Name);
        fileOfMethod[caller] = fileOf[outer.FullName];
        foreach (var variable in method.Body.Variables) Name(outer, variable.VariableType);
        foreach (var instruction in method.Body.Instructions)
        {
            switch (instruction.Operand)
            {
                case MethodReference called:
                    Name(outer, called.DeclaringType);
                    Name(outer, called.ReturnType);
                    foreach (var parameter in called.Parameters) Name(outer, parameter.ParameterType);
                    if (called is GenericInstanceMethod generic)
                        foreach (var argument in generic.GenericArguments) Name(outer, argument);
                    Call(caller, NameOf(called.DeclaringType, called.Name));
                    break;
                case FieldReference field:
                    Name(outer, field.DeclaringType);
                    Name(outer, field.FieldType);
                    break;
                case TypeReference named:
                    Name(outer, named);
                    break;
            }
        }
    }

    private void Call(string caller, string called)
    {
        if (caller == called) return;
        if (!calls.TryGetValue(caller, out var known)) calls[caller] = known = new(StringComparer.Ordinal);
        known.Add(called);
    }

    /// <summary>The method as it is written: closures and state machines carry the name of theirs in brackets.</summary>
    private static string NameOf(TypeReference type, string method)
    {
        var outer = type;
        var written = method;
        for (; outer.DeclaringType is not null; outer = outer.DeclaringType)
            if (Bracketed(outer.Name) is { Length: > 0 } inner) written = inner;
        return $"{outer.GetElementType().Name}::{(Bracketed(method) is { Length: > 0 } own ? own : written)}";
    }

    private static string Bracketed(string name)
        => name.StartsWith('<') && name.IndexOf('>', StringComparison.Ordinal) is > 1 and var end ? name[1..end] : "";

    private void Attributes(TypeDefinition outer, ICustomAttributeProvider named)
    {
        foreach (var attribute in named.CustomAttributes)
        {
            Name(outer, attribute.AttributeType);
            foreach (var argument in attribute.ConstructorArguments.Concat(attribute.Properties.Select(one => one.Argument)))
                if (argument.Value is TypeReference type) Name(outer, type);
        }
    }

    private void Constraints(TypeDefinition outer, GenericParameter parameter)
    {
        foreach (var constraint in parameter.Constraints) Name(outer, constraint.ConstraintType);
    }

    private void Name(TypeDefinition outer, TypeReference? type)
    {
        if (type is null or GenericParameter) return;
        if (type is GenericInstanceType generic)
            foreach (var argument in generic.GenericArguments) Name(outer, argument);
        if (type is TypeSpecification specification)
        {
            Name(outer, specification.ElementType);
            return;
        }
        while (type.DeclaringType is not null) type = type.DeclaringType;
        if (fileOf.TryGetValue(type.FullName, out var file) && file != fileOf[outer.FullName])
            arrows[fileOf[outer.FullName]].Add(file);
    }
}
