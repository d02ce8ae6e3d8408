using QliroAdapter.Ops;
using QliroAdapter.Store;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests;

/// <summary>
/// What every store promises. A store is tested by one derived class; each test has its own database.
/// </summary>
public abstract partial class PaymentStoreContract<THome> : IAsyncLifetime
    where THome : IStoreHome, new()
{
    private readonly THome home = new();
    private OpenedStore? opened;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IPaymentStore Store => opened!.Payments;

    private IPaymentRecords Records => opened!.Records;

    public async ValueTask InitializeAsync() => opened = await home.Open();

    public async ValueTask DisposeAsync()
    {
        await opened!.Close();
        await home.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task Reopen()
    {
        await opened!.Close();
        opened = await home.Open();
    }

    private Task<long> Commit(PaymentCommit commit) => Store.Commit(commit, Cancellation);

    private Task<StoredPayment?> LoadWhole(PaymentCommit commit) => Store.Load(commit.Key, Cancellation);

    /// <summary>Without the number of its last row.</summary>
    private async Task<StoredPayment?> Load(PaymentCommit commit)
        => await LoadWhole(commit) is { } stored ? stored with { LastEvent = 0 } : null;

    private async Task<bool> IsTaken(PaymentCommit commit)
    {
        try
        {
            await Commit(commit);
            return true;
        }
        catch (StoreConflictException conflict)
        {
            conflict.Key.ShouldBe(commit.Key);
            conflict.ExpectedVersion.ShouldBe(commit.ExpectedVersion);
            return false;
        }
    }
}
