using QliroAdapter.Simulation.Engine;
using QliroAdapter.Simulation.Faults;

namespace QliroAdapter.Simulation.Audit;

/// <summary>
/// An unavailable partner must be left alone: a process whose calls have met only its outage, for as long and as often
/// as the circuit requires, may send only trial calls.
/// </summary>
internal sealed class OutageWatch(World world, Auditor auditor)
{
    /// <summary>
    /// The circuit judges by the calls of 30 s, and no call takes longer than 10 s, so after this time every result
    /// comes from the outage.
    /// </summary>
    private static readonly TimeSpan allIsAbsence = TimeSpan.FromSeconds(40);

    /// <summary>The circuit counts in steps; this much of its window is certain.</summary>
    private static readonly TimeSpan watched = TimeSpan.FromSeconds(25);

    /// <summary>Calls that had passed the circuit when it opened have arrived or broken by then.</summary>
    private static readonly TimeSpan onTheirWay = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Trial calls come after 5, 10, 20, 40 and then 60 s, at most a quarter sooner; one more when the clock was set.
    /// </summary>
    private const int TriesInMinuteMax = 6;

    private readonly Dictionary<(ProcessRun, Partner), Meetings> known = [];

    /// <summary>A call of this run found nobody there, and its caller was still waiting for it.</summary>
    public void Met(ProcessRun run, Partner partner)
    {
        var now = world.Time.GetUtcNow();
        if (!known.TryGetValue((run, partner), out var meetings) || meetings.Since != partner.DownSince)
            known[(run, partner)] = meetings = new(partner.DownSince!.Value);
        if (now - meetings.Since < allIsAbsence || now - meetings.ShutAt < onTheirWay) return;
        meetings.Times.Enqueue(now);
        if (meetings.ShutAt is not null)
        {
            Trim(TimeSpan.FromMinutes(1));
            auditor.Must(meetings.Times.Count <= TriesInMinuteMax,
                $"{run.Name} called {partner.Name}, open since {meetings.Since:T}, {meetings.Times.Count} times in a minute");
            return;
        }
        Trim(watched);
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

        /// <summary>When the circuit to the partner must have been open.</summary>
        public DateTimeOffset? ShutAt { get; set; }
    }
}
