using QliroAdapter.OrderManagement;

namespace QliroAdapter.Grains.Tests.OrderManagement;

public sealed class When_a_request_gets_its_id
{
    private static readonly Guid id = RequestIds.For(Documents.Key, OperationType.Capture, 1, 1, 3300001);

    [Fact]
    public void Should_be_the_same_in_every_process_and_version()
        => id.ShouldBe(Guid.Parse("719023a4-1db6-8d52-a066-78997cd7bc3b"));

    [Fact]
    public void Should_differ_in_everything_that_makes_another_request() => new[]
    {
        id,
        RequestIds.For(PaymentKey.Parse("m/c/o_1/p_2"), OperationType.Capture, 1, 1, 3300001),
        RequestIds.For(Documents.Key, OperationType.Refund, 1, 1, 3300001),
        RequestIds.For(Documents.Key, OperationType.Capture, 2, 1, 3300001),
        RequestIds.For(Documents.Key, OperationType.Capture, 1, 2, 3300001),
        RequestIds.For(Documents.Key, OperationType.Capture, 1, 1, 3300002),
        RequestIds.Renewed(id),
    }.ShouldBeUnique();

    [Fact]
    public void Should_be_a_name_based_guid() => id.Version.ShouldBe(8);
}
