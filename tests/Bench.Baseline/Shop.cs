namespace QliroAdapter.Bench.Baseline;

/// <summary>Whose order it is.</summary>
public sealed record Shop(string Merchant, string Channel)
{
    /// <summary>From Norce's and the storefront's headers.</summary>
    public static Shop OfHeaders(HttpContext call)
        => new(call.Request.Headers["x-merchant"].ToString(), call.Request.Headers["x-channel"].ToString());

    /// <summary>From the URL that Qliro was given.</summary>
    public static Shop OfQuery(HttpContext call)
        => new(call.Request.Query["merchant"].ToString(), call.Request.Query["channel"].ToString());
}
