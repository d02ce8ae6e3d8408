using System.Text.Json.Serialization;

namespace QliroAdapter.Bench.Partners;

/// <summary>A call that Norce or Qliro makes to the adapter.</summary>
internal sealed record Callback
{
    public Callback(string order, (string Url, string Body) call)
        => (Order, Url, Body) = (order, call.Url, call.Body);

    [JsonConstructor]
    public Callback(string order, string url, string body) => (Order, Url, Body) = (order, url, body);

    /// <summary>Norce's order id.</summary>
    public string Order { get; }

    /// <summary>At <see cref="PartnerPair.AdapterUrl"/>.</summary>
    public string Url { get; }

    public string Body { get; }
}

/// <summary>What the adapter answered to a hook of this order.</summary>
internal sealed record HookAnswer(string Order, string Body);
