namespace QliroAdapter.Convention.Tests;

/// <summary>The cluster's host is not built here: what would break it is looked for in its text.</summary>
public sealed class The_cluster
{
    [Theory]
    [InlineData(typeof(IPaymentGrain), "src/Silo/Grains/ClusteredPayment.cs")]
    [InlineData(typeof(IOrderGrain), "src/Silo/Grains/ClusteredOrder.cs")]
    public void Should_pass_on_every_message(Type grain, string file)
    {
        var text = Repository.Text(file);
        grain.GetMethods().Select(method => $" {method.Name}({method.GetParameters()[0].ParameterType.Name} message)")
            .Where(signature => !text.Contains(signature, StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
