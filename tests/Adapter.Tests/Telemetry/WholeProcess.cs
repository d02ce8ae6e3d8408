namespace QliroAdapter.Adapter.Tests.Telemetry;

/// <summary>
/// Meters and activity sources are shared by the whole process: an adapter that another test runs at the same time
/// would be counted and traced as well. So tests that check either run alone.
/// </summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class WholeProcess;
