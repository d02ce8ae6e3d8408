namespace QliroAdapter.Sandbox.Control;

/// <summary>One thing that a person at the panel, or a script, can make happen in a running sandbox.</summary>
/// <param name="Name">What is named on the command line: a noun and what happens to it.</param>
/// <param name="Group">The heading under which it stands.</param>
/// <param name="Text">What it does, in one sentence.</param>
/// <param name="Takes">What it can be given; all of it may be left out.</param>
/// <param name="Run">Does it and says what came of it.</param>
internal sealed record Trigger(
    string Name, string Group, string Text, IReadOnlyList<TriggerArgument> Takes,
    Func<SandboxHost, TriggerArguments, Task<string>> Run);

/// <summary>Something that a trigger can be given.</summary>
/// <param name="Name">Written <c>--name value</c> on the command line.</param>
/// <param name="Text">What it means.</param>
/// <param name="Default">What counts when it is left out; empty where there is no one value.</param>
internal sealed record TriggerArgument(string Name, string Text, string Default = "");

/// <summary>A trigger cannot be done as asked; the message says why.</summary>
internal sealed class TriggerRefusedException(string message) : Exception(message);

/// <summary>What a trigger was given, read with its defaults.</summary>
internal sealed class TriggerArguments
{
    private readonly Dictionary<string, string> given = new(StringComparer.Ordinal);
    private readonly Trigger trigger;

    /// <exception cref="TriggerRefusedException">Something was given that the trigger does not take.</exception>
    public TriggerArguments(Trigger trigger, IEnumerable<KeyValuePair<string, string>> values)
    {
        this.trigger = trigger;
        foreach (var (name, value) in values)
        {
            if (trigger.Takes.All(one => one.Name != name))
            {
                var known = trigger.Takes.Count == 0 ? "nothing" : string.Join(", ",
                    trigger.Takes.Select(one => "--" + one.Name));
                throw new TriggerRefusedException($"{trigger.Name} does not take --{name}; it takes {known}.");
            }

            if (value.Length > 0) given[name] = value;
        }
    }

    public string Text(string name)
        => given.GetValueOrDefault(name) ?? trigger.Takes.Single(one => one.Name == name).Default;

    /// <summary>A whole number within its bounds.</summary>
    /// <exception cref="TriggerRefusedException">It is none.</exception>
    public int Whole(string name, int min, int max)
        => int.TryParse(Text(name), out var number) && number >= min && number <= max ? number
            : throw new TriggerRefusedException($"--{name} must be a whole number from {min} to {max}.");

    public bool Flag(string name) => Text(name) switch
    {
        "true" or "on" or "yes" => true,
        "false" or "off" or "no" => false,
        _ => throw new TriggerRefusedException($"--{name} must be true or false."),
    };
}
