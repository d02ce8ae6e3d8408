namespace QliroAdapter.Adapter.Tests.Telemetry;

/// <summary>
/// Meters and activity sources belong to the process: an adapter that another test runs beside this one would count
/// and trace for it. Tests that look at either run alone.
/// </summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class WholeProcess;
