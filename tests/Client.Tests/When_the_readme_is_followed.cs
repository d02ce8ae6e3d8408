using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Client.Tests;

/// <summary>The code in the package's README is repeated here word for word, and executed.</summary>
public sealed class When_the_readme_is_followed(RealAdapter real) : IClassFixture<RealAdapter>
{
    private readonly List<string> told = [];

    [Fact]
    public async Task Should_do_what_it_shows()
    {
        var orderId = real.AddOrder(NorceOrders.Item("MUG-1", "Mug", 125m, 1, 0.25m));
        await using var provider = Register(
            real.Url, SandboxHost.AccessToken, real.Sandbox.Merchant, real.Sandbox.Channel);
        var adapter = provider.GetRequiredService<IAdapterClient>();

        await Sell(adapter, orderId);

        told.ShouldHaveSingleItem().ShouldNotBeEmpty();
        real.Sandbox.Qliro.Totals(real.QliroOrderOf(orderId)).Captured.ShouldBe(12500L);
    }

    [Fact]
    public void Should_show_what_stands_here()
    {
        var snippets = Read("README.md").Split("```csharp\n").Skip(1)
            .Select(block => block.Split("```")[0]).ToList();

        snippets.Count.ShouldBe(2);
        foreach (var snippet in snippets)
            Words(Read("When_the_readme_is_followed.cs.txt")).ShouldContain(Words(snippet));
    }

    private static ServiceProvider Register(
        string adapterUrl, string accessToken, string merchant, string channel)
    {
        var services = new ServiceCollection();
        services.AddAdapterClient(new AdapterClientOptions
        {
            BaseUrl = new Uri(adapterUrl),
            AccessToken = accessToken,
            Merchant = merchant,
            Channel = channel,
        });
        return services.BuildServiceProvider();
    }

    private async Task Sell(IAdapterClient adapter, string orderId)
    {
        // The storefront shows Qliro's checkout on a Norce order.
        var checkout = await adapter.Create(orderId);
        await ShowToShopper(checkout.HtmlSnippet);

        // Later, the goods are sent. The key names this one capture: it can be repeated and never happens twice.
        try
        {
            await adapter.Capture(
                orderId, checkout.PaymentId, new() { Items = [new("MUG-1", Quantity: 1)] },
                idempotencyKey: $"{orderId}-parcel-1");
        }
        catch (AdapterException failure) when (failure.Outcome == AdapterOutcome.Refused)
        {
            await TellStaff(failure.Error?.Message ?? failure.Message);
        }

        async Task ShowToShopper(string snippet)
        {
            told.Add(snippet);
            await real.Buy(orderId);
        }
    }

    private Task TellStaff(string message)
    {
        told.Add(message);
        return Task.CompletedTask;
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file));

    private static string Words(string text)
        => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
