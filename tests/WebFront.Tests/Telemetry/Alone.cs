namespace QliroAdapter.WebFront.Tests.Telemetry;

/// <summary>Meters and activities are the whole process's: these tests run when no other does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
