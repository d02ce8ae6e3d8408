using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OutgoingEvents;

namespace QliroAdapter.Grains.Tests.OutgoingEvents;

/// <summary>Does by hand what the sender and the receiver of events do.</summary>
internal sealed class EventReceiver(Shop shop)
{
    public static (string, string)[] Settings { get; } =
    [
        ("Events:Url", "https://shop.example/events"),
        ("Events:Secrets:0", "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="),
    ];

    /// <summary>What was taken, in its order: id, type and body.</summary>
    public List<(string Id, string Type, string Body)> Taken { get; } = [];

    public IEnumerable<string> Types => Taken.Select(one => one.Type);

    /// <summary>Takes what was handed over, or refuses all of it.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> Take(string? problem = null)
    {
        var count = 0;
        for (; shop.Events.Waiting.TryRead(out var sent); count++)
        {
            if (problem is null)
            {
                var body = System.Text.Encoding.UTF8.GetString(EventBody.Of(sent));
                Taken.Add((sent.Event.Id, (string)JsonNode.Parse(body)!["type"]!, body));
            }
            (await shop.Grains.Get(sent.Payment).RecordEvent(new()
            {
                Number = sent.Event.Number, Id = sent.Event.Id, Problem = problem,
            })).Error.ShouldBeNull();
            shop.Events.Remove(sent);
        }
        return count;
    }
}
