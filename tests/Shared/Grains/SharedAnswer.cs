namespace QliroAdapter.Tests;

/// <summary>
/// Callers that ask while an answer is being made all get that answer, each by a task of its own and on the thread that
/// made it. Thread-safe.
/// </summary>
internal sealed class SharedAnswer
{
    private readonly Lock gate = new();
    private List<TaskCompletionSource<object?>>? waiting;

    public async Task<T> Join<T>(Func<Task<T>> make)
    {
        if (Place() is { } place) return (T)(await place.Task)!;
        try
        {
            var answer = await make();
            foreach (var one in End()) one.SetResult(answer);
            return answer;
        }
        catch (Exception exception)
        {
            foreach (var one in End()) one.SetException(exception);
            throw;
        }
    }

    private TaskCompletionSource<object?>? Place()
    {
        lock (gate)
        {
            if (waiting is null)
            {
                waiting = [];
                return null;
            }
            var place = new TaskCompletionSource<object?>();
            waiting.Add(place);
            return place;
        }
    }

    private List<TaskCompletionSource<object?>> End()
    {
        lock (gate)
        {
            var ended = waiting ?? [];
            waiting = null;
            return ended;
        }
    }
}
