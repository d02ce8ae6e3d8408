using System.Net;
using QliroAdapter.Simulation.Defects;
using QliroAdapter.Simulation.Engine;
using QliroAdapter.Simulation.Faults;

namespace QliroAdapter.Simulation.Garbage;

/// <summary>Puts a wire that spoils answers before both partners, and the defect, if there is one, before it.</summary>
internal sealed class SpoiledWires(GarbageRun run, Defect defect) : Defect
{
    public override HttpMessageHandler Around(HttpMessageHandler wire, Partner partner, World world)
        => defect.Around(new SpoiledWire(wire, run, partner, world), partner, world);

    public override IPaymentGrains Around(IPaymentGrains grains, World world) => defect.Around(grains, world);

    public override Store.IPaymentStore Around(Store.IPaymentStore store, World world) => defect.Around(store, world);

    public override HttpResponseMessage Answered(HttpResponseMessage response, string callback, string key)
        => defect.Answered(response, callback, key);
}

/// <summary>A connection on which some answers are spoiled, as the run says.</summary>
internal sealed class SpoiledWire(HttpMessageHandler wire, GarbageRun run, Partner partner, World world)
    : DelegatingHandler(wire)
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (run.Next(world, Operation(request)) is not { } spoiler)
            return await base.SendAsync(request, cancellationToken);
        var dice = run.Dice;
        var isCarriedOut = spoiler.Reach == Reach.CarriedOut || (spoiler.Reach == Reach.Either && dice.Chance(0.5));
        var call = isCarriedOut
            ? await Carried(request, cancellationToken)
            : new SpoiledCall(dice, HttpStatusCode.GatewayTimeout, []);
        var late = spoiler.Late.Max > 0 ? dice.Seconds(spoiler.Late.Min, spoiler.Late.Max) : dice.Seconds(0.001, 0.02);
        await world.Time.Pause(late).WaitAsync(cancellationToken);
        var answer = spoiler.Make(call);
        answer.RequestMessage = request;
        var reach = isCarriedOut ? "carried out" : "turned away";
        world.Trace.Add($"spoiled: {spoiler.Name}, {(int)answer.StatusCode}, {reach}");
        return answer;
    }

    private async Task<SpoiledCall> Carried(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var answer = await base.SendAsync(request, cancellationToken);
        return new(run.Dice, answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    private static readonly string[] idsFollow =
        ["orders", "Orders", "payments", "hooks", "shippings", "paymentTransactions"];

    /// <summary>Partner, method and route, with a star for each id.</summary>
    private string Operation(HttpRequestMessage request)
    {
        var parts = request.RequestUri!.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part is not ("checkout" or "api" or "v0" or "v1" or "v2"))
            .ToList();
        var route = parts.Select((part, index) => index > 0 && idsFollow.Contains(parts[index - 1]) ? "*" : part);
        return $"{partner.Name} {request.Method} {string.Join('/', route)}";
    }
}
