namespace QliroAdapter.Silo.Tests.Run;

/// <summary>
/// The cluster as processes on its own database server, for use outside of the tests: measures what a disaster costs
/// and how much a node can take. <c>eng/cluster.sh</c> starts it and describes the commands.
/// </summary>
internal static class ClusterRun
{
    private const string Commands = "kill | freeze | restart-database | crash-all | upgrade --from DIR "
        + "[--purchases 1000] [--rate 100], soak [--store sqlite|postgres] [--minutes 10] [--rate 20], "
        + "capacity [--purchases 1000], throughput --against DIR [--store sqlite|postgres] [--rounds 3] "
        + "[--purchases 1000] [--parallel 32], or sealing [--store sqlite|postgres] [--rounds 10] [--purchases 200] "
        + "[--parallel 8]";

    /// <returns>
    /// 0 when all is well, 1 when an admin order is wrong or a node failed, 2 for an unknown command.
    /// </returns>
    public static async Task<int> Start(string[] args)
    {
        try
        {
            return await Run(args.FirstOrDefault() ?? "", [.. args.Skip(1)]) ? 0 : 1;
        }
        catch (CommandException wrong)
        {
            await Console.Error.WriteLineAsync($"{wrong.Message}\n{Commands}");
            return 2;
        }
        catch (Exception failed)
        {
            await Console.Error.WriteLineAsync(failed.Message);
            return 1;
        }
    }

    private static async Task<bool> Run(string command, string[] args)
    {
        if (command == "throughput")
        {
            var how = new RunOptions(args, "against", "store", "rounds", "purchases", "parallel");
            var stores = how.Choice("store", Throughput.Sqlite, Throughput.Postgres);
            await new Throughput(how.Build("against"), stores, how.Number("rounds", 3), how.Number("purchases", 1000),
                how.Number("parallel", 32)).Run();
            return true;
        }

        if (command == "sealing")
        {
            var how = new RunOptions(args, "store", "rounds", "purchases", "parallel");
            await new Sealing(
                how.Choice("store", Throughput.Sqlite, Throughput.Postgres), how.Number("rounds", 10),
                how.Number("purchases", 200), how.Number("parallel", 8)).Run();
            return true;
        }

        if (command == "soak")
        {
            var how = new RunOptions(args, "store", "minutes", "rate");
            var all = true;
            foreach (var store in how.Choice("store", Throughput.Sqlite, Throughput.Postgres))
                all &= await new Soak(store, Math.Max(4, how.Number("minutes", 10)), how.Number("rate", 20)).Run();
            return all;
        }

        if (command == "capacity")
        {
            await new Capacity(new RunOptions(args, "purchases").Number("purchases", 1000)).Run();
            return true;
        }

        var isUpgrade = command == "upgrade";
        var options = new RunOptions(args, ["purchases", "rate", .. isUpgrade ? (string[])["from"] : []]);
        var disasters = new Disasters(options.Number("purchases", 1000), options.Number("rate", 100));
        return await (command switch
        {
            "kill" => disasters.Kill(),
            "freeze" => disasters.Freeze(),
            "restart-database" => disasters.RestartDatabase(),
            "crash-all" => disasters.CrashAll(),
            "upgrade" => disasters.Upgrade(options.Build("from")),
            _ => throw new CommandException($"'{command}' is no command."),
        });
    }
}
