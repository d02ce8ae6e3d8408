namespace QliroAdapter.Payments;

/// <summary>Callers that arrive while a read runs get that read's answer. Thread-safe.</summary>
internal sealed class SharedRead<T>
{
    private readonly Lock gate = new();
    private Task<T>? running;

    public Task<T> Join(Func<Task<T>> read)
    {
        lock (gate)
        {
            if (running is { IsCompleted: false } current) return current;
            running = read();
            return running;
        }
    }
}
