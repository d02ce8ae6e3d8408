using System.Text;
using Npgsql;
using QliroAdapter.Bench.Baseline.Store;

namespace QliroAdapter.Bench.Baseline.Routes;

/// <summary>
/// What a push could cost at the least: as many calls as a settled push makes, to an endpoint that does nothing, and
/// one transaction that writes without having read.
/// </summary>
internal static class IdealRoute
{
    // Of a settled push: Qliro's order, Norce's order, two addresses, payment, actions, two statuses, transaction.
    private const int Calls = 9;
    private static readonly byte[] body = Encoding.UTF8.GetBytes($$"""{"text":"{{new string('x', 300)}}"}""");

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/ideal/{payment}", Run);

    private static async Task<IResult> Run(
        string payment, string empty, HttpMessageInvoker network, PaymentStore store)
    {
        for (var number = 0; number < Calls; number++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, empty) { Content = new ByteArrayContent(body) };
            using var answer = await network.SendAsync(request, CancellationToken.None);
            await answer.Content.ReadAsByteArrayAsync();
        }

        await store.Append(payment);
        return Results.Text("received");
    }
}
