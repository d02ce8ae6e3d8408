using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace QliroAdapter.Adapter.Tests.Alerts;

/// <summary>Troubles that several tests make, and how much of one shows.</summary>
internal static class Trouble
{
    public const int ManyCalls = 25;

    public static double Increase(Watched adapter, Scrape scrape, string metric, string labels = "")
        => scrape.Sum(metric, labels) - adapter.Before.Sum(metric, labels);

    public static double Answered(Watched adapter, Scrape scrape, string status, string route = "")
    {
        double Count(Scrape one) => one.Series
            .Where(series => Scrape.NameOf(series.Key) == "http_server_request_duration_seconds_count"
                && series.Key.Contains($"status_code=\"{status}\"", StringComparison.Ordinal)
                && series.Key.Contains(route, StringComparison.Ordinal))
            .Sum(series => series.Value);
        return Count(scrape) - Count(adapter.Before);
    }

    /// <summary>An impossible admin order: 4 captured of 2.</summary>
    public static void CaptureTwice(Watched adapter, long qliroOrder)
    {
        var adminOrder = adapter.Sandbox.Qliro.AdminOrder(qliroOrder);
        var transactions = (JsonArray)adminOrder["PaymentTransactions"]!;
        var capture = transactions[0]!.DeepClone().AsObject();
        capture["PaymentTransactionId"] = 3399999;
        capture["OriginalPaymentTransactionId"] = (long)transactions[0]!["PaymentTransactionId"]!;
        capture["Type"] = "Capture";
        capture["Amount"] = 500m;
        transactions.Add(capture);
        var actions = (JsonArray)adminOrder["OrderItemActions"]!;
        var ship = actions.First(action => (string?)action!["ActionType"] == "Reserve")!.DeepClone();
        ship["ActionType"] = "Ship";
        ship["PaymentTransactionId"] = 3399999;
        ship["Quantity"] = 4;
        actions.Add(ship);
        adapter.Sandbox.Qliro.Faults.On("GET", "/adminapi/v2/orders").Answer(200, adminOrder.ToJsonString(), 1000);
    }

    /// <summary>As if another process were always first: no row is at the version that was decided on.</summary>
    public static Task SomebodyElseIsFirst(string database) => Run(
        database, "create trigger another before update on payments begin select raise(ignore); end;");

    /// <summary>Somebody takes the tables away while the adapter runs.</summary>
    public static Task Damage(string database) => Run(
        database, "alter table payments rename to gone; alter table payment_repeats rename to gone_too;");

    private static async Task Run(string database, string statement)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Written by the test.
        command.CommandText = statement;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
