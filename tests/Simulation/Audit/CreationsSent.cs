using System.Net;
using System.Text.Json;
using QliroAdapter.Payments;
using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation.Audit;

/// <summary>
/// A reference gets one Qliro order. Two are allowed only when two runs of processes each created one without being
/// able to know of the other: nobody creates an order under a reference whose order is stored, unless Qliro said that
/// there was none, or another run has finished what this one began; and no run creates two.
/// </summary>
internal sealed class CreationsSent(Auditor auditor)
{
    private readonly Dictionary<string, string> begun = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> stored = new(StringComparer.Ordinal);
    private readonly HashSet<(string Reference, ProcessRun Run)> made = [];
    private readonly HashSet<(string Reference, ProcessRun Run)> missed = [];

    /// <summary>A run of a process, by its name, has stored the payment.</summary>
    public void Stored(string run, PaymentDocument payment)
    {
        if (payment.MerchantReference is not { } reference) return;
        begun.TryAdd(reference, run);
        if (payment.QliroOrderId is not null) stored.TryAdd(reference, run);
    }

    public void Leaves(ProcessRun run, HttpRequestMessage request)
    {
        if (ReferenceIn(request) is { } reference)
            auditor.Must(!stored.TryGetValue(reference, out var by) || missed.Contains((reference, run))
                    || (by != run.Name && begun[reference] == run.Name),
                $"Qliro is asked for an order under {reference}, whose order is stored");
    }

    public void WasAnswered(ProcessRun run, HttpRequestMessage request, HttpResponseMessage response)
    {
        if (response.StatusCode == HttpStatusCode.NotFound && SearchedFor(request) is { } none) missed.Add((none, run));
        if (response.IsSuccessStatusCode && ReferenceIn(request) is { } reference)
            auditor.Must(made.Add((reference, run)), $"{run.Name} had Qliro make two orders under {reference}");
    }

    /// <summary>How many orders could be created under it by runs that could not know of each other.</summary>
    public int Makers(string reference) => made.Count(one => one.Reference == reference);

    private static string? SearchedFor(HttpRequestMessage request)
    {
        const string Asked = "merchantReference=";
        var query = request.Method == HttpMethod.Get ? request.RequestUri!.Query : "";
        var at = query.IndexOf(Asked, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : Uri.UnescapeDataString(query[(at + Asked.Length)..].Split('&')[0]);
    }

    private static string? ReferenceIn(HttpRequestMessage request)
    {
        var isCreation = request.Method == HttpMethod.Post
            && request.RequestUri!.AbsolutePath.EndsWith("/merchantapi/Orders", StringComparison.OrdinalIgnoreCase);
        if (!isCreation) return null;
        var content = request.Content!.ReadAsStream();
        content.Position = 0;
        using var body = JsonDocument.Parse(content);
        content.Position = 0;
        return body.RootElement.GetProperty("MerchantReference").GetString();
    }
}
