using System.Security.Cryptography;
using System.Text;

namespace QliroAdapter.Simulation.Engine;

/// <summary>What happened, line by line; its hash tells whether two runs were the same.</summary>
internal sealed class Trace(SimulatedTime time) : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<string> lines = [];

    public IReadOnlyList<string> Lines => lines;

    public void Add(string line)
    {
        var text = $"{time.GetUtcNow():MM-dd HH:mm:ss.fff} {line}";
        lines.Add(text);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
    }

    public string Hash() => Convert.ToHexStringLower(hash.GetCurrentHash());

    public void Dispose() => hash.Dispose();
}
