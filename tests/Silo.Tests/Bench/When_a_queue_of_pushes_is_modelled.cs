using QliroAdapter.Silo.Tests.Run;

namespace QliroAdapter.Silo.Tests.Bench;

public sealed class When_a_queue_of_pushes_is_modelled
{
    private const double Exactness = 0.01;

    // By hand: one caller 1 / (10 + 90) ms; two meet each other a tenth of the time: 2 / (10 × 1.1 + 90) ms.
    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 19.80)]
    [InlineData(1000, 100)]
    public void Should_reach_the_rate_of_its_processor_and_no_more(int callers, double perSecond)
        => new QueueingModel(work: 10, delay: 90, processors: 1).PerSecond(callers).ShouldBe(perSecond, Exactness);

    [Fact]
    public void Should_take_twice_as_much_with_twice_the_processors()
    {
        var model = new QueueingModel(work: 10, delay: 0, processors: 2);
        model.PerSecond(1).ShouldBe(100, Exactness);
        model.PerSecond(1000).ShouldBe(200, 1);
    }

    [Fact]
    public void Should_take_for_a_delay_what_one_callers_answers_need_no_processor_for()
    {
        QueueingModel.DelayOf(perSecondOfOne: 100, work: 7).ShouldBe(3, Exactness);
        QueueingModel.DelayOf(perSecondOfOne: 100, work: 11).ShouldBe(0);
    }

    [Fact]
    public void Should_ask_for_processors_that_are_not_busy_all_the_time()
        => QueueingModel.Processors(perSecond: 1000, workEach: 2, busyMax: 0.5).ShouldBe(4, Exactness);
}
