using System.Net;
using Microsoft.Net.Http.Headers;

namespace QliroAdapter.WebFront.Tests.Ops;

/// <summary>
/// An operator's browser, as far as the pages need one: forms, a cookie, and where a form was sent from.
/// </summary>
internal sealed class OpsBrowser(RunningFront front)
{
    private string? cookie;

    public async Task<HttpResponseMessage> Get(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await Send(request);
    }

    public async Task<string> Page(string path)
    {
        var response = await Get(path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return await response.Content.ReadAsStringAsync();
    }

    public async Task<HttpResponseMessage> Post(
        string path, string? site = "same-origin", params (string Key, string Value)[] form)
        => await Post(path, new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Key, field.Value))), site);

    public async Task<HttpResponseMessage> Post(string path, HttpContent body, string? site = "same-origin")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        if (site is not null) request.Headers.Add("Sec-Fetch-Site", site);
        return await Send(request);
    }

    public async Task<OpsBrowser> LogIn(string token = RunningFront.OpsToken)
    {
        (await Post("/ops/login", form: ("token", token))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return this;
    }

    public string? Cookie
    {
        get => cookie;
        set => cookie = value;
    }

    private async Task<HttpResponseMessage> Send(HttpRequestMessage request)
    {
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        var response = await front.Client.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            var given = SetCookieHeaderValue.Parse(set.Single());
            cookie = given.Value.Length > 0 ? $"{given.Name}={given.Value}" : null;
        }
        return response;
    }
}
