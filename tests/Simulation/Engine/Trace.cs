using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace QliroAdapter.Simulation.Engine;

/// <summary>
/// What happened, line by line; its hash shows whether two runs were the same. Lines are made only when somebody will
/// read them.
/// </summary>
internal sealed class Trace(WorldTime time, bool isKept)
{
    private readonly List<string> lines = [];

    public bool IsKept => isKept;

    public IReadOnlyList<string> Lines => lines;

    public void Add([InterpolatedStringHandlerArgument("")] ref TraceLine line)
    {
        if (isKept) Add(line.Text());
    }

    public void Add(string line)
    {
        if (isKept) lines.Add($"{time.GetUtcNow():MM-dd HH:mm:ss.fff} {line}");
    }

    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
}

/// <summary>A line that is formatted only when its trace is kept.</summary>
[InterpolatedStringHandler]
internal ref struct TraceLine
{
    private DefaultInterpolatedStringHandler text;

    public TraceLine(int literalLength, int formattedCount, Trace trace, out bool isWanted)
    {
        isWanted = trace.IsKept;
        text = isWanted ? new(literalLength, formattedCount) : default;
    }

    public void AppendLiteral(string value) => text.AppendLiteral(value);

    public void AppendFormatted<T>(T value, string? format = null) => text.AppendFormatted(value, format);

    public string Text() => text.ToStringAndClear();
}

/// <summary>The message of a broken rule; formatted only then.</summary>
[InterpolatedStringHandler]
internal ref struct RuleText
{
    private DefaultInterpolatedStringHandler text;

    public RuleText(int literalLength, int formattedCount, bool holds, out bool isWanted)
    {
        isWanted = !holds;
        text = isWanted ? new(literalLength, formattedCount) : default;
    }

    public void AppendLiteral(string value) => text.AppendLiteral(value);

    public void AppendFormatted<T>(T value, string? format = null) => text.AppendFormatted(value, format);

    public string Text() => text.ToStringAndClear();
}
