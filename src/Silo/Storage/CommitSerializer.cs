using Orleans.Storage;
using QliroAdapter.Store;

namespace QliroAdapter.Silo;

/// <summary>
/// What crosses to the database: out, the commit that <c>payment_commit_json</c> takes apart; in, the document alone.
/// </summary>
internal sealed class CommitSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => input is StoredState { Commit: { } commit } state
        ? new(CommitJson.Write(commit, state.CommitId))
        : throw new NotSupportedException($"Only a commit of a payment is stored through Orleans, not {typeof(T)}.");

    public T? Deserialize<T>(BinaryData input) => (T?)(object)new StoredState { Document = input.ToString() };
}
