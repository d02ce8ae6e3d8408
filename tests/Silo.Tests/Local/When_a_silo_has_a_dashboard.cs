using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Dashboard;

namespace QliroAdapter.Silo.Tests.Local;

public sealed class When_a_silo_has_a_dashboard
{
    [Fact]
    public void Should_count_no_measurement_twice()
        => Starters(GrainDashboard.AddTo).ShouldNotContain(GrainDashboard.Listener);

    [Fact]
    public void Should_leave_the_rest_of_it_as_it_is()
        => Starters(silo => silo.AddDashboard()).Except(Starters(GrainDashboard.AddTo))
            .ShouldBe([GrainDashboard.Listener]);

    private static IReadOnlyList<string> Starters(Action<ISiloBuilder> add)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleans(silo => add(silo.UseLocalhostClustering()));
        using var host = builder.Build();
        return [.. host.Services.GetServices<ILifecycleParticipant<ISiloLifecycle>>().Select(one => one.GetType().Name)];
    }
}
