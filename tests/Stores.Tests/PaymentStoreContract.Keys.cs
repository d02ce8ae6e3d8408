using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using QliroAdapter.Store;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests;

public abstract partial class PaymentStoreContract<THome>
{
    [Fact]
    public async Task Should_keep_the_key_and_the_head_until_others_are_given()
    {
        await Commit(A.Payment("p1") with { DataKey = "key 1", Chain = "head 1" });
        (await LoadWhole(A.Payment("p1"))).ShouldBe(
            new(A.Payment("p1").Key, 1, A.Payment("p1").Document, "key 1", "head 1", LastEvent: 1));
        await Commit(A.Payment("p1", 1));
        await Commit(A.Payment("p1", 2) with { Chain = "head 2", Timeline = [A.Entry("one"), A.Entry("two")] });
        var stored = (await LoadWhole(A.Payment("p1")))!;
        (stored.DataKey, stored.Chain, stored.LastEvent).ShouldBe(("key 1", "head 2", 4L));
        (await Store.History(stored.Key, Cancellation)).Select(row => (row.Sequence, row.Summary)).ShouldBe(
            [(1, "version 1"), (2, "version 2"), (3, "one"), (4, "two")]);
        (await Store.History("nobody", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_destroy_the_key_and_what_may_name_the_person_when_a_person_is_erased()
    {
        var ids = new[] { "mail:0123456789abcdef", "4711", "refund of Anna 17" };
        await Commit(A.Payment("p1") with { DataKey = "key 1", Ids = ids });
        await Commit(A.Payment("p2") with { DataKey = "key 2", Ids = ids });

        await Commit(A.Payment("p1", 1) with { Erases = true });

        (await LoadWhole(A.Payment("p1")))!.DataKey.ShouldBeNull();
        (await LoadWhole(A.Payment("p2")))!.DataKey.ShouldBe("key 2");
        (await Found(ids[0])).ShouldBe([A.Payment("p2").Key]);
        (await Found(ids[2])).ShouldBe([A.Payment("p2").Key]);
        (await Found(ids[1])).ShouldBe([A.Payment("p1").Key, A.Payment("p2").Key], ignoreOrder: true);
    }

    [Fact]
    public async Task Should_have_all_keys_wrapped_anew_while_it_is_written()
    {
        var (old, young) = (NewKey(), NewKey());
        var before = KeysOf(old);
        var own = new Dictionary<string, byte[]>();
        for (var number = 0; number < 250; number++)
        {
            var payment = A.Payment($"p{number:000}");
            own[payment.Key] = DataKeys.New();
            await Commit(payment with { DataKey = before.Wrap(own[payment.Key], payment.Key) });
        }
        await Commit(A.Payment("without"));
        var lines = new List<string>();
        var keys = KeysOf(young, old);
        (await Rotate(keys, lines, isDryRun: true)).ShouldBeFalse();
        lines.ShouldContain(line => line.StartsWith("250 payments under Adapter:DataKeys:1", StringComparison.Ordinal));

        var writing = Task.Run(async () =>
        {
            for (var number = 249; number >= 0; number--) await Commit(A.Payment($"p{number:000}", 1));
        }, Cancellation);
        var isDone = await Rotate(keys, lines);
        await writing;

        isDone.ShouldBeTrue(string.Join('\n', lines));
        var only = KeysOf(young);
        foreach (var (payment, key) in own)
        {
            var stored = (await Store.Load(payment, Cancellation))!;
            stored.Version.ShouldBe(2);
            only.Unwrap(stored.DataKey!, payment).ShouldBe(key);
        }
        (await Rotate(keys, lines)).ShouldBeTrue("it was done");
    }

    [Fact]
    public async Task Should_go_on_with_a_rotation_that_was_stopped()
    {
        var (old, young) = (NewKey(), NewKey());
        for (var number = 0; number < 250; number++)
        {
            var payment = A.Payment($"p{number:000}");
            await Commit(payment with { DataKey = KeysOf(old).Wrap(DataKeys.New(), payment.Key) });
        }
        await home.Execute($"update payments set data_key = '{KeysOf(young).Wrap(DataKeys.New(), A.Payment("p010").Key)}' where payment_id = 'p010'");
        var lines = new List<string>();

        (await Rotate(KeysOf(young, old), lines)).ShouldBeTrue();

        lines.ShouldContain(line => line.StartsWith("249 payments are now under", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_say_whose_keys_nobody_can_unwrap()
    {
        var lost = KeysOf(NewKey());
        await Commit(A.Payment("p1") with { DataKey = lost.Wrap(DataKeys.New(), A.Payment("p1").Key) });
        var lines = new List<string>();
        (await Rotate(KeysOf(NewKey()), lines)).ShouldBeFalse();
        lines.ShouldContain(line => line.Contains("a key that is not in Adapter:DataKeys", StringComparison.Ordinal));
        (await SealedPayments.Read(home.Place.Sqlite, home.Place.Postgres, KeysOf(NewKey()), Cancellation))
            .ShouldHaveSingleItem().Payments.ShouldBe(1);
        (await SealedPayments.Read(home.Place.Sqlite, home.Place.Postgres, lost, Cancellation)).ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<string>> Found(string id)
        => [.. (await Records.Find(new() { Text = id }, Cancellation)).Select(row => row.Key)];

    private Task<bool> Rotate(DataKeys keys, List<string> lines, bool isDryRun = false)
        => new DataKeyRotation(keys, lines.Add).Run(home.Place.Sqlite, home.Place.Postgres, isDryRun, Cancellation);

    internal static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static DataKeys KeysOf(params string[] keys) => new(Options.Create(new KeyOptions { DataKeys = keys }));
}
