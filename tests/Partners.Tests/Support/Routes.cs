namespace QliroAdapter.Partners.Tests;

/// <summary>
/// One row per operation of a partner's interface: what is called, and the request that the partner's pages want for
/// it. No body written here holds a space before a quotation mark: long ones are broken there.
/// </summary>
internal sealed record Route(string Operation, Func<Task> Call, string Request)
{
    /// <summary>
    /// Makes every call and compares the requests: method, path with query behind the base URL, and body. An operation
    /// without a row, or with two, fails.
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
