using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace QliroAdapter.Bench.Partners;

/// <summary>
/// The process of the partners: a pair of simulators for each program, and routes by which the driver plays shoppers
/// and staff. Its first line of output is its address. It ends when its input does, so that it never outlives the
/// driver.
/// </summary>
internal static class PartnerHost
{
    /// <summary>The route that answers <c>{}</c> to everything: what a partner's call costs at the least.</summary>
    public const string Empty = "/empty";

    // Enough to keep two cores busy.
    private const int Parallel = 4;

    public static async Task<int> Run()
    {
        var pairs = new ConcurrentDictionary<string, PartnerPair>(StringComparer.Ordinal);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Map(Empty + "/{**rest}", () => Results.Content("{}", "application/json"));
        Control(app.MapGroup("/{pair}"), pairs);
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        while (await Console.In.ReadLineAsync() is not null)
        {
            // Nothing is asked of it by this way.
        }

        foreach (var pair in pairs.Values) await pair.DisposeAsync();
        return 0;
    }

    private static void Control(RouteGroupBuilder routes, ConcurrentDictionary<string, PartnerPair> pairs)
    {
        routes.MapPost("/start", async (string pair) =>
        {
            pairs[pair] = await PartnerPair.Start();
            return pairs[pair].NorceUrl;
        });
        routes.MapPost("/answer-after", (string pair, int milliseconds)
            => pairs[pair].AnswerAfter(TimeSpan.FromMilliseconds(milliseconds)));
        routes.MapPost("/orders", (string pair, int count) => pairs[pair].AddOrders(count).ToList());
        routes.MapPost("/changes", (string pair, string[] orders) => Each(orders, pairs[pair].ProposeChange));
        routes.MapPost("/commits", (string pair, HookAnswer[] answers) => Each(answers, async one =>
        {
            await pairs[pair].CommitChange(one.Order, one.Body);
            return true;
        }));
        routes.MapPost("/presses", (string pair, string[] orders) => Each(orders, pairs[pair].PressBuy));
        routes.MapPost("/payments", (string pair, string[] orders) => Each(orders, pairs[pair].Pay));
        routes.MapPost("/statuses", (string pair, string[] orders) => orders.Select(pairs[pair].Status).ToList());
        routes.MapPost("/settled", (string pair, string[] orders) => pairs[pair].Settled(orders));
        routes.MapPost("/faults", (string pair, bool captured, string[] orders)
            => orders.SelectMany(order => pairs[pair].Faults(order, captured)).ToList());
        routes.MapPost("/calls", (string pair) => pairs[pair].TakeCalls());
    }

    private static async Task<T[]> Each<TIn, T>(TIn[] items, Func<TIn, Task<T>> work)
    {
        var done = new T[items.Length];
        await System.Threading.Tasks.Parallel.ForAsync(0, items.Length, new ParallelOptions
        {
            MaxDegreeOfParallelism = Parallel,
        }, async (number, _) => done[number] = await work(items[number]));
        return done;
    }
}
