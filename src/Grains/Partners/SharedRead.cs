namespace QliroAdapter.Partners;

/// <summary>A single-flight read: callers that arrive while it runs get its answer. Thread-safe.</summary>
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
