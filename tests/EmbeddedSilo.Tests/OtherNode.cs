using Shouldly;
using QliroAdapter.Store;

namespace QliroAdapter.EmbeddedSilo.Tests;

/// <summary>Claims as a store gives them that another node shares; the test plays that node.</summary>
internal sealed class OtherNode : ITurnClaims
{
    private readonly Lock gate = new();
    private readonly HashSet<string> ours = new(StringComparer.Ordinal);
    private readonly HashSet<string> theirs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> versions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Action> hooks = new(StringComparer.Ordinal);

    public bool AreShared => true;

    /// <summary>How often a claim was asked for.</summary>
    public int Asked { get; private set; }

    /// <summary>True once this node was told that a hook waits here.</summary>
    public bool KnowsOfHook { get; private set; }

    /// <summary>What asking meets with instead of an answer.</summary>
    public Exception? Failure { get; set; }

    public int Ours
    {
        get
        {
            lock (gate) return ours.Count;
        }
    }

    public void Begin(string key)
    {
        lock (gate) theirs.Add(key).ShouldBeTrue();
    }

    /// <summary>Ends its turn, with or without having written.</summary>
    public void End(string key, bool wrote = false)
    {
        lock (gate)
        {
            theirs.Remove(key);
            if (wrote) versions[key] = versions.GetValueOrDefault(key) + 1;
        }
    }

    /// <summary>A hook comes to the other node, for a turn that runs here.</summary>
    public void HookComes(string key) => hooks[key]();

    public Task<ITurnClaim?> TryClaim(string key, long knownVersion, bool isHook, Action hookWaits)
    {
        lock (gate)
        {
            Asked++;
            if (Failure is not null) return Task.FromException<ITurnClaim?>(Failure);
            if (theirs.Contains(key))
            {
                KnowsOfHook |= isHook;
                return Task.FromResult<ITurnClaim?>(null);
            }

            ours.Add(key).ShouldBeTrue("two turns of one key in one node");
            hooks[key] = hookWaits;
            var version = versions.GetValueOrDefault(key);
            return Task.FromResult<ITurnClaim?>(new Claim(this, key, version, version == knownVersion));
        }
    }

    private sealed class Claim(OtherNode node, string key, long version, bool isUnchanged) : ITurnClaim
    {
        public bool IsUnchanged => isUnchanged;

        public long Version => version;

        public void Release()
        {
            lock (node.gate) node.ours.Remove(key).ShouldBeTrue();
        }
    }
}
