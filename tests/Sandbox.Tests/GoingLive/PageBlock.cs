namespace QliroAdapter.Sandbox.Tests.GoingLive;

/// <summary>What stands between two fences of a page. Immutable.</summary>
/// <param name="Language">The word behind the first fence; empty when there is none.</param>
/// <param name="Text">The lines between, without the indentation of the fence.</param>
internal sealed record PageBlock(string Language, string Text)
{
    private const string Fence = "```";

    /// <summary>All of them, from top to bottom.</summary>
    public static IReadOnlyList<PageBlock> Of(string page)
    {
        var blocks = new List<PageBlock>();
        (string Language, int Indentation, List<string> Lines)? open = null;
        foreach (var line in page.Split('\n'))
        {
            var isFence = line.TrimStart().StartsWith(Fence, StringComparison.Ordinal);
            if (open is not { } block)
            {
                if (isFence) open = (line.Trim()[Fence.Length..], line.IndexOf(Fence, StringComparison.Ordinal), []);
            }
            else if (isFence)
            {
                blocks.Add(new(block.Language, string.Join('\n', block.Lines)));
                open = null;
            }
            else block.Lines.Add(line[Math.Min(block.Indentation, line.Length)..]);
        }
        open.ShouldBeNull("a fence that is not closed");
        return blocks;
    }
}
