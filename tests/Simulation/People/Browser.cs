using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation.People;

/// <summary>What a browser does with an event of Qliro's page.</summary>
internal enum BrowserHabit
{
    /// <summary>Tells the shop at once, and the shopper waits for it.</summary>
    Reports,

    /// <summary>Tells nobody: the page is closed, or a script does not run.</summary>
    Silent,

    /// <summary>Tells the shop seconds or minutes later, when other things may have happened.</summary>
    Late,

    /// <summary>Tells the shop twice, the second time some seconds later.</summary>
    Twice,
}

/// <summary>The browser of one shopper, between Qliro's page and the shop.</summary>
internal sealed class Browser(World world, Purchase purchase)
{
    /// <summary>Hands over an event about this payment.</summary>
    public async Task Tell<T>(string what, string payment, Func<IPaymentGrain, Task<Outcome<T>>> message)
        where T : class
    {
        var key = World.Key(purchase.OrderId).Payment(payment);
        var habit = world.Dice.Of(world.Offers.Browsers);
        switch (habit)
        {
            case BrowserHabit.Silent:
                world.Trace.Add($"nobody reports the {what} of {key}");
                break;
            case BrowserHabit.Late:
                Later(world.Dice.Of(world.Dice.Seconds(1, 10), world.Dice.Seconds(10, 900)));
                break;
            default:
                await Send();
                if (habit == BrowserHabit.Twice) Later(world.Dice.Seconds(0, 10));
                break;
        }

        Task Send() => world.Front.Ask($"{what} of {key}", grains => message(grains.Get(key)));

        void Later(TimeSpan pause) => world.Enter($"late {what} of {key}", SendAfter(pause));

        async Task SendAfter(TimeSpan pause)
        {
            await world.Time.Pause(pause);
            await Send();
        }
    }
}
