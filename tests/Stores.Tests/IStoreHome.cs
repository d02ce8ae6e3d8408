using QliroAdapter.Ops;
using QliroAdapter.Store;

namespace QliroAdapter.Stores.Tests;

/// <summary>A place of its own for one test's database; each store brings one.</summary>
public interface IStoreHome : IAsyncDisposable
{
    /// <summary>Opens the store on this home's database, made when missing. Opened again: the same rows.</summary>
    Task<OpenedStore> Open();

    /// <summary>From the first <see cref="Open"/> on, all that the database writes lies in this folder.</summary>
    void LieIn(string folder);
}

/// <summary>A store in use.</summary>
public sealed record OpenedStore(IPaymentStore Payments, IPaymentRecords Records, Func<Task> Close);
