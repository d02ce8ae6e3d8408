using QliroAdapter.Store;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests;

public abstract partial class PaymentStoreContract<THome>
{
    [Fact]
    public async Task Should_refuse_on_a_full_disk_keep_what_it_took_and_go_on_when_there_is_space()
    {
        await using var disk = await SmallDisk.Mount(mebibytes: 160);
        await using var there = new THome();
        there.LieIn(disk.Folder);
        var store = await there.Open();
        await store.Payments.Commit(Bulky(0), Cancellation);
        disk.Fill(mebibytesLeft: 4);

        var taken = 1;
        var refusal = await Should.ThrowAsync<Exception>(async () =>
        {
            for (; taken < 100; taken++) await store.Payments.Commit(Bulky(taken), Cancellation);
        });

        refusal.ShouldNotBeOfType<StoreConflictException>();
        disk.Relieve();
        await store.Payments.Commit(Bulky(taken), Cancellation);
        for (var number = 0; number <= taken; number++)
            (await store.Payments.Load(Bulky(number).Key, Cancellation))!.Document.ShouldBe(Bulky(number).Document);
        await store.Close();
    }

    // A mebibyte that no database can compress, the same for the same number.
    private static PaymentCommit Bulky(int number)
    {
        var bytes = new byte[768 * 1024];
        new Random(number).NextBytes(bytes);
        return A.Payment($"p{number}") with { Document = Convert.ToBase64String(bytes) };
    }
}
