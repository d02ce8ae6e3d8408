using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation.Faults;

/// <summary>A time in which partners cannot be reached, from minutes to hours.</summary>
/// <param name="OfNorce">Norce is unavailable.</param>
/// <param name="OfQliro">Qliro is unavailable.</param>
/// <param name="Begins">When it begins, counted from the world's begin.</param>
/// <param name="Lasts">How long it lasts.</param>
/// <param name="Flaps">True when the partner comes and goes meanwhile, each for seconds.</param>
internal sealed record Outage(bool OfNorce, bool OfQliro, TimeSpan Begins, TimeSpan Lasts, bool Flaps)
{
    /// <summary>Most worlds have none, because an unavailable partner hides all other faults.</summary>
    public static IReadOnlyList<Outage> Random(Dice dice)
        => dice.Chance(0.6) ? [] : [.. Enumerable.Range(0, dice.Between(1, 2)).Select(_ => One(dice))];

    /// <summary>Runs through the outage.</summary>
    public async Task Pass(World world)
    {
        List<Partner> partners = [];
        if (OfNorce) partners.Add(world.NorceSide);
        if (OfQliro) partners.Add(world.QliroSide);
        await world.Time.Pause(Begins);
        var until = world.Time.GetUtcNow() + Lasts;
        while (!world.IsCalm && world.Time.GetUtcNow() < until)
        {
            foreach (var partner in partners) partner.GoDown(world);
            await world.Time.Pause(Flaps ? world.Dice.Seconds(1, 90) : Lasts);
            foreach (var partner in partners) partner.ComeUp(world);
            if (Flaps) await world.Time.Pause(world.Dice.Seconds(1, 90));
        }
    }

    private static Outage One(Dice dice)
    {
        var who = dice.Below(5);
        return new(who is 0 or 1 or 4, who is 2 or 3 or 4, dice.Seconds(0, 2.5 * 3600),
            dice.Seconds(60, dice.Of(300, 3600, 3 * 3600)), dice.Chance(0.2));
    }
}
