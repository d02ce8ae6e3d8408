using System.Net.Http.Json;

namespace QliroAdapter.Bench.Partners;

/// <summary>One program's partners, in the process of <see cref="PartnerHost"/>.</summary>
/// <param name="http">Calls that process.</param>
/// <param name="host">Its address.</param>
/// <param name="name">The program's name.</param>
internal sealed class PartnerClient(HttpClient http, string host, string name)
{
    public async Task<string> Start()
    {
        using var answer = await http.PostAsync(Route("start"), null);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    /// <inheritdoc cref="PartnerPair.AnswerAfter"/>
    public async Task AnswerAfter(int milliseconds)
    {
        using var answer = await http.PostAsync(Route($"answer-after?milliseconds={milliseconds}"), null);
        answer.EnsureSuccessStatusCode();
    }

    /// <inheritdoc cref="PartnerPair.AddOrders"/>
    public Task<string[]> AddOrders(int count) => Post<string[]>($"orders?count={count}", null);

    /// <inheritdoc cref="PartnerPair.ProposeChange"/>
    public Task<Callback[]> ProposeChanges(IReadOnlyList<string> orders) => Post<Callback[]>("changes", orders);

    /// <inheritdoc cref="PartnerPair.CommitChange"/>
    public Task CommitChanges(IEnumerable<HookAnswer> answers) => Post<bool[]>("commits", answers);

    /// <inheritdoc cref="PartnerPair.PressBuy"/>
    public Task<Callback[]> PressBuy(IReadOnlyList<string> orders) => Post<Callback[]>("presses", orders);

    /// <inheritdoc cref="PartnerPair.Pay"/>
    public Task<Callback[]> Pay(IReadOnlyList<string> orders) => Post<Callback[]>("payments", orders);

    /// <inheritdoc cref="PartnerPair.Status"/>
    public Task<Callback[]> Statuses(IReadOnlyList<string> orders) => Post<Callback[]>("statuses", orders);

    /// <inheritdoc cref="PartnerPair.Settled"/>
    public Task Settled(IEnumerable<Callback> pushes)
        => Post<bool>("settled", pushes.Select(push => push.Order));

    /// <inheritdoc cref="PartnerPair.Faults"/>
    public Task<string[]> Faults(IReadOnlyList<string> orders, bool areCaptured)
        => Post<string[]>($"faults?captured={areCaptured}", orders);

    /// <inheritdoc cref="PartnerPair.TakeCalls"/>
    public Task<Dictionary<string, int>> TakeCalls() => Post<Dictionary<string, int>>("calls", null);

    private async Task<T> Post<T>(string action, object? body)
    {
        using var answer = await http.PostAsJsonAsync(Route(action), body ?? Array.Empty<string>());
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{action}: {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<T>())!;
    }

    private Uri Route(string action) => new($"{host}/{name}/{action}");
}
