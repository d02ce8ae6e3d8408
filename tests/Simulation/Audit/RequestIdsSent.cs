using System.Text.Json;
using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.Recurring;

namespace QliroAdapter.Simulation.Audit;

/// <summary>
/// A request that moves money at Qliro has an id that was stored before it was sent, and Qliro carries out at most one
/// id for each part of an operation: a new id is used only when the one before had no effect.
/// </summary>
internal sealed class RequestIdsSent(Auditor auditor)
{
    private readonly Dictionary<Guid, string> stored = [];
    private readonly Dictionary<string, Guid> accepted = new(StringComparer.Ordinal);

    /// <summary>
    /// Ids stay known when a later commit of the payment holds others, because their requests may still be on the way.
    /// </summary>
    public void Stored(PaymentDocument payment)
    {
        if (payment.Charge is { } charge) stored.TryAdd(charge.RequestId, $"the charge of {payment.Key}");
        foreach (var operation in payment.Operations)
        {
            foreach (var part in operation.Parts)
            {
                if (!stored.ContainsKey(part.RequestId))
                    stored[part.RequestId] = $"part {part.Number} of operation {operation.Ordinal} of {payment.Key}";
            }
        }
    }

    public void Leaves(HttpRequestMessage request)
    {
        if (IdOf(request) is { } id)
            auditor.Must(stored.ContainsKey(id), $"{request.RequestUri} left under {id}, which is not stored");
    }

    public void WasAnswered(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode || IdOf(request) is not { } id
            || !stored.TryGetValue(id, out var part)) return;
        auditor.Must(accepted.TryAdd(part, id) || accepted[part] == id,
            $"Qliro carried out {part} under {id} and under {accepted[part]}");
    }

    /// <summary>Null for a request that moves no money.</summary>
    private static Guid? IdOf(HttpRequestMessage request)
    {
        var isForMoney = request.RequestUri!.AbsolutePath.Contains("/adminapi/", StringComparison.Ordinal);
        if (request.Content is null || !isForMoney) return null;
        var content = request.Content.ReadAsStream();
        content.Position = 0;
        using var body = JsonDocument.Parse(content);
        content.Position = 0;
        return body.RootElement.GetProperty("RequestId").GetGuid();
    }
}
