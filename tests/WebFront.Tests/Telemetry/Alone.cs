namespace QliroAdapter.WebFront.Tests.Telemetry;

/// <summary>Meters and activities belong to the whole process, so these tests run when no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
