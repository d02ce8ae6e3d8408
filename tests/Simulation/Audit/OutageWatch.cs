using QliroAdapter.Simulation.Engine;
using QliroAdapter.Simulation.Faults;

namespace QliroAdapter.Simulation.Audit;

/// <summary>
/// A partner that is away is left alone: a process that has met nothing but its absence for the time in which gates
/// judge, and often enough, sends only calls that see whether it is back.
/// </summary>
internal sealed class OutageWatch(World world, Auditor auditor)
{
    /// <summary>
    /// Gates judge by the calls of 30 s, and no call takes longer than 10 s: what is met after that is all absence.
    /// </summary>
    private static readonly TimeSpan AllIsAbsence = TimeSpan.FromSeconds(40);

    /// <summary>Gates count in steps; this much of their window is certain.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(25);

    /// <summary>What had passed the gate when it closed has arrived or broken by then.</summary>
    private static readonly TimeSpan OnTheirWay = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Tries come after 5, 10, 20, 40 and then 60 s, a quarter sooner at most; one more when the clock was set.
    /// </summary>
    private const int TriesInMinuteMax = 6;

    private readonly Dictionary<(ProcessRun, Partner), Meetings> known = [];

    /// <summary>A call of this life found nobody there, and whoever made it still waited for it.</summary>
    public void Met(ProcessRun run, Partner partner)
    {
        var now = world.Time.GetUtcNow();
        if (!known.TryGetValue((run, partner), out var meetings) || meetings.Since != partner.DownSince)
            known[(run, partner)] = meetings = new(partner.DownSince!.Value);
        if (now - meetings.Since < AllIsAbsence || now - meetings.ShutAt < OnTheirWay) return;
        meetings.Times.Enqueue(now);
        if (meetings.ShutAt is not null)
        {
            Trim(TimeSpan.FromMinutes(1));
            auditor.Must(meetings.Times.Count <= TriesInMinuteMax,
                $"{run.Name} called {partner.Name}, away since {meetings.Since:T}, {
                    meetings.Times.Count} times in a minute");
            return;
        }
        Trim(Window);
        if (meetings.Times.Count < world.CircuitsJudgeBy) return;
        meetings.ShutAt = now;
        meetings.Times.Clear();

        void Trim(TimeSpan kept)
        {
            while (meetings.Times.Peek() < now - kept) meetings.Times.Dequeue();
        }
    }

    private sealed class Meetings(DateTimeOffset since)
    {
        public DateTimeOffset Since => since;

        public Queue<DateTimeOffset> Times { get; } = new();

        /// <summary>When the gate before the partner must have been shut.</summary>
        public DateTimeOffset? ShutAt { get; set; }
    }
}
