namespace QliroAdapter.WebFront.Tests.Ops;

/// <summary>An empty list says why it is, where it could not have been otherwise.</summary>
public sealed class When_a_search_finds_nothing
{
    [Fact]
    public async Task Should_say_that_no_address_is_kept()
    {
        await using var front = await RunningFront.Start();
        var page = await Found(front, "text=anna%40shop.se");
        page.ShouldContain("An e-mail address finds nothing here: Adapter:EmailHashKey is not set");
    }

    [Fact]
    public async Task Should_offer_a_search_by_address_only_where_addresses_are_found()
    {
        await using var none = await RunningFront.Start();
        Label(await Found(none, "list=on")).ShouldNotContain("e-mail");
        await using var some = await RunningFront.Start(("Adapter:EmailHashKey", "0123456789abcdef"));
        Label(await Found(some, "list=on")).ShouldContain("an e-mail address");
        (await Found(some, "text=anna%40shop.se")).ShouldNotContain("EmailHashKey");
    }

    [Fact]
    public async Task Should_say_which_ids_were_searched()
        => (await Found(await RunningFront.Start(), "text=6f9619ff-8b86-d011-b42d-00c04fc964ff"))
            .ShouldContain("The request ids of operations are not searched.");

    [Fact]
    public async Task Should_say_that_there_is_no_such_state()
    {
        await using var front = await RunningFront.Start();
        var page = await Found(front, "state=%3Cbogus%3E");
        page.ShouldContain("There is no state &#x27;&lt;bogus&gt;&#x27;. A payment is creating, intent, processing,");
        (await Found(front, "state=captured")).ShouldNotContain("why-nothing");
        (await Found(front, "state=unreadable")).ShouldNotContain("why-nothing");
        (await Found(front, "state=creation+over")).ShouldNotContain("why-nothing");
    }

    private static async Task<string> Found(RunningFront front, string query)
        => await (await new OpsBrowser(front).LogIn()).Page($"/ops?{query}");

    private static string Label(string page)
    {
        var end = page.IndexOf("data-testid=\"search-text\"", StringComparison.Ordinal);
        return page[page.LastIndexOf("<label", end, StringComparison.Ordinal)..end];
    }
}
