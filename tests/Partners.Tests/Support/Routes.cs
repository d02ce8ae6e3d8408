namespace QliroAdapter.Partners.Tests;

/// <summary>
/// One row per operation of a partner's interface: the call, and the request that the partner's pages require for it. A
/// body holds no space before a quotation mark, because long bodies are broken there.
/// </summary>
internal sealed record Route(string Operation, Func<Task> Call, string Request)
{
    /// <summary>
    /// Makes every call and compares the requests: method, path with query behind the base URL, and body. Fails when an
    /// operation has no row, or two.
    /// </summary>
    public static async Task ShouldBeKept<TApi>(StubPartner stub, string baseUrl, params Route[] routes)
    {
        routes.Select(route => route.Operation).Order(StringComparer.Ordinal)
            .ShouldBe(Operations<TApi>().Order(StringComparer.Ordinal));
        foreach (var route in routes)
        {
            stub.Requests.Clear();
            await route.Call();
            var line = stub.Request.Line.Replace(baseUrl, "", StringComparison.Ordinal);
            $"{line} {stub.Request.Body}".TrimEnd()
                .ShouldBe(route.Request.Replace(" \"", "\"", StringComparison.Ordinal), route.Operation);
        }
    }

    private static IEnumerable<string> Operations<TApi>() => typeof(TApi).GetMethods().Select(method => method.Name);
}
