using Orleans.Runtime;
using Orleans.Storage;

namespace QliroAdapter.Tests;

/// <summary>
/// The state of grains (<see cref="IPersistentState{TState}"/>) outside of a silo. Activations that use the same shelf
/// see each other's state; each write is guarded by the version that was decided on. Thread-safe.
/// </summary>
internal sealed class StateShelf<T> where T : class, new()
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (T State, int Version)> rows = new(StringComparer.Ordinal);

    /// <summary>While true, every call fails.</summary>
    public bool IsUnavailable { get; set; }

    /// <summary>Number of writes that took effect.</summary>
    public int Writes { get; private set; }

    /// <summary>The state under this key; null when there is none.</summary>
    public T? this[string key]
    {
        get { lock (gate) return rows.TryGetValue(key, out var row) ? row.State : null; }
    }

    /// <summary>The state as an activation gets it, read already.</summary>
    public IPersistentState<T> Of(string key)
    {
        var state = new Kept(this, key);
        state.Read();
        return state;
    }

    private sealed class Kept(StateShelf<T> shelf, string key) : IPersistentState<T>
    {
        private int? version;

        public T State { get; set; } = new();

        public string? Etag => version?.ToString();

        public bool RecordExists => version is not null;

        public Task ReadStateAsync()
        {
            Read();
            return Task.CompletedTask;
        }

        public Task WriteStateAsync() => Change(next =>
        {
            version = next;
            shelf.rows[key] = (State, next);
        });

        public async Task ClearStateAsync()
        {
            await Change(_ => shelf.rows.Remove(key));
            State = new();
            version = null;
        }

        public void Read()
        {
            lock (shelf.gate)
            {
                if (shelf.IsUnavailable) throw new IOException("The store is away.");
                var isThere = shelf.rows.TryGetValue(key, out var row);
                State = isThere ? row.State : new();
                version = isThere ? row.Version : null;
            }
        }

        private Task Change(Action<int> change)
        {
            lock (shelf.gate)
            {
                if (shelf.IsUnavailable) return Task.FromException(new IOException("The store is away."));
                int? there = shelf.rows.TryGetValue(key, out var row) ? row.Version : null;
                if (there != version)
                    return Task.FromException(new InconsistentStateException($"{key} is at {there}."));
                change((version ?? 0) + 1);
                shelf.Writes++;
                return Task.CompletedTask;
            }
        }
    }
}
