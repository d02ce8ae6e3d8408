using System.Diagnostics.CodeAnalysis;

namespace QliroAdapter.Grains.Tests.Rig;

/// <summary>
/// Counts the steps with which the process reaches outside (calls to partners, commits), and lets it die at one of
/// them, or lets another party act right before a commit.
/// </summary>
public sealed class Mishaps
{
    private readonly Lock gate = new();
    private int dieAt;
    private bool stepIsDone;
    private bool isDead;
    private int intrudeAt;
    private int commits;
    private int loadsToFail;
    private int commitToFail;
    private int commitsToFail;
    private Func<Task>? intruder;

    /// <summary>Steps since the last reset.</summary>
    public int Steps { get; private set; }

    /// <summary>True when the process died at its step, so that a restart is needed.</summary>
    public bool HasStruck => isDead;

    /// <summary>
    /// Makes the process die at this step, counted from now. When done is true, the step has its effect and only its
    /// answer is lost.
    /// </summary>
    public void DieAt(int step, bool done)
    {
        lock (gate) (Steps, dieAt, stepIsDone, isDead) = (0, step, done, false);
    }

    /// <summary>Makes another party act before this commit, counted from now.</summary>
    public void Intrude(int commit, Func<Task> act)
    {
        lock (gate) (commits, intrudeAt, intruder) = (0, commit, act);
    }

    /// <summary>Makes the store fail at the next loads, this many times.</summary>
    public void FailLoads(int many)
    {
        lock (gate) loadsToFail = many;
    }

    /// <summary>Makes the store fail at one commit, after this many further commits.</summary>
    public void FailNextCommitAfter(int many)
    {
        lock (gate) commitToFail = many + 1;
    }

    /// <summary>Makes the store fail at the next commits, this many times.</summary>
    public void FailCommits(int many)
    {
        lock (gate) commitsToFail = many;
    }

    /// <summary>Starts counting for a new process.</summary>
    public void Reset()
    {
        lock (gate) (Steps, dieAt, isDead) = (0, 0, false);
    }

    internal Task<T> Load<T>(Func<Task<T>> load)
    {
        lock (gate)
        {
            if (loadsToFail > 0 && loadsToFail-- > 0) throw new IOException("The store does not answer.");
        }

        return load();
    }

    internal async Task<T> Commit<T>(Func<Task<T>> commit)
    {
        Func<Task>? act = null;
        lock (gate)
        {
            if (commitsToFail > 0 && commitsToFail-- > 0) throw new IOException("The store does not answer.");
            if (commitToFail > 0 && --commitToFail == 0) throw new IOException("The store does not answer.");
            if (intruder is not null && ++commits == intrudeAt) (act, intruder) = (intruder, null);
        }

        if (act is not null) await act();
        return await Step(commit);
    }

    internal async Task<T> Step<T>(Func<Task<T>> step)
    {
        bool dies;
        lock (gate)
        {
            if (isDead) throw new ProcessDiedException();
            dies = ++Steps == dieAt;
            isDead = dies;
        }

        if (!dies) return await step();
        if (stepIsDone) await step();
        throw new ProcessDiedException();
    }
}

/// <summary>The process is dead; no code of ours catches this.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Thrown in one place.")]
public sealed class ProcessDiedException() : Exception("The process died here.");
