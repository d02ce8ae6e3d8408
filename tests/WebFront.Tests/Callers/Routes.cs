namespace QliroAdapter.WebFront.Tests;

/// <summary>Every mapped route of the contract, and how its caller makes the call.</summary>
internal sealed record Route(string Method, string Path, string Caller, bool TakesBody = false)
{
    public static readonly Route[] All =
    [
        new("POST", Calls.Payments, "server"),
        new("POST", Calls.Payments + "/recurring", "server", TakesBody: true),
        new("GET", Calls.Payments + "/p1", "server"),
        new("POST", Calls.Payments + "/p1/remove", "server"),
        new("POST", Calls.Callbacks + "/validate", "qliro", TakesBody: true),
        new("POST", Calls.Callbacks + "/push", "qliro"),
        new("POST", Calls.Callbacks + "/status", "qliro"),
        new("POST", Calls.Callbacks + "/shipping-methods", "qliro", TakesBody: true),
        new("POST", Calls.Callbacks + "/shipping-addresses", "qliro"),
        new("POST", Calls.Callbacks + "/upsell/complete", "server", TakesBody: true),
        new("POST", Calls.Callbacks + "/notification", "qliro", TakesBody: true),
        new("POST", Calls.Callbacks + "/save-recurring-details", "qliro", TakesBody: true),
        new("POST", Calls.Callbacks + "/customer-update", "browser"),
        new("POST", Calls.Callbacks + "/shipping-option-update", "browser", TakesBody: true),
        new("POST", Calls.Callbacks + "/cart-changed", "server", TakesBody: true),
        new("POST", Calls.Callbacks + "/state-changed", "server", TakesBody: true),
        new("POST", Calls.Callbacks + "/update-payment", "server", TakesBody: true),
        new("POST", Calls.Actions + "/refresh", "server"),
        new("GET", Calls.Actions + "/ledger", "server"),
        new("POST", Calls.Actions + "/cancel", "server"),
        new("POST", Calls.Actions + "/capture", "server"),
        new("POST", Calls.Actions + "/refund", "server"),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, All.Length)];

    /// <summary>A call that is right in every part; tests remove parts of it.</summary>
    public HttpRequestMessage Call(
        RunningFront front, string? merchant = "norce", string? channel = "1",
        string? bearer = RunningFront.AccessToken, string? callbackToken = "right")
    {
        var query = new List<string> { "orderId=o1" };
        var request = new HttpRequestMessage(new(Method), Path);
        if (Caller == "server")
        {
            if (merchant is not null) request.Headers.Add("x-merchant", merchant);
            if (channel is not null) request.Headers.Add("x-channel", channel);
        }
        else
        {
            if (merchant is not null) query.Add($"merchant={merchant}");
            if (channel is not null) query.Add($"channel={channel}");
        }
        if (Caller == "qliro" && callbackToken is not null)
            query.Add($"token={(callbackToken == "right" ? front.CallbackToken() : callbackToken)}");
        if (Caller != "qliro" && bearer is not null) request.WithBearer(bearer);
        if (TakesBody) request.Content = Calls.Json("{}");
        request.RequestUri = new($"{Path}?{string.Join('&', query)}", UriKind.Relative);
        return request;
    }
}
