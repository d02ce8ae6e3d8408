using System.Globalization;

namespace QliroAdapter.Silo.Tests.Run;

/// <summary>A command and its options, each <c>--name value</c>.</summary>
internal sealed class RunOptions
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <exception cref="CommandException">An option is unknown or has no value.</exception>
    public RunOptions(IReadOnlyList<string> args, params string[] known)
    {
        for (var at = 0; at < args.Count; at += 2)
        {
            var name = args[at].StartsWith("--", StringComparison.Ordinal) ? args[at][2..] : "";
            if (!known.Contains(name)) throw new CommandException($"'{args[at]}' is none of its options.");
            if (at + 1 == args.Count) throw new CommandException($"'{args[at]}' has no value.");
            values[name] = args[at + 1];
        }
    }

    /// <exception cref="CommandException">The value is not a number from 1 to 100000.</exception>
    public int Number(string name, int other)
    {
        if (!values.TryGetValue(name, out var text)) return other;
        return int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 100_000
            ? number
            : throw new CommandException($"--{name} must be a number from 1 to 100000, not '{text}'.");
    }

    /// <summary>The chosen one; all of them when the option is absent.</summary>
    /// <exception cref="CommandException">The value is none of them.</exception>
    public IReadOnlyList<string> Choice(string name, params IReadOnlyList<string> all)
    {
        if (!values.TryGetValue(name, out var chosen)) return all;
        return all.Contains(chosen)
            ? [chosen]
            : throw new CommandException($"--{name} must be one of {string.Join(", ", all)}, not '{chosen}'.");
    }

    /// <summary>A folder that holds a build of the web front.</summary>
    /// <exception cref="CommandException">The folder holds no build.</exception>
    public string Build(string name)
    {
        if (!values.TryGetValue(name, out var folder)) throw new CommandException($"--{name} DIR is missing.");
        const string program = "QliroAdapter.WebFront.dll";
        return File.Exists(Path.Combine(folder, program))
            ? Path.GetFullPath(folder)
            : throw new CommandException($"--{name} must be a folder with {program}, not '{folder}'.");
    }
}

/// <summary>The command line is wrong; the message says how.</summary>
internal sealed class CommandException(string message) : Exception(message);
