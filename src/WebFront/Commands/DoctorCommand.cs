using QliroAdapter.Settings;
using QliroAdapter.Silo;

namespace QliroAdapter.WebFront;

/// <summary><c>doctor</c>: checks that everything the adapter needs is there and works.</summary>
internal static class DoctorCommand
{
    public static async Task<int> Run(string[] channels, CancellationToken stop)
    {
        try
        {
            var diagnosis = await Diagnose(
                WebApplication.CreateBuilder(), [.. channels.Select(ChannelOf)], stop);
            foreach (var result in diagnosis.Results) Console.WriteLine(result);
            Console.WriteLine(diagnosis.Summary);
            return diagnosis.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return AdapterProcess.Failed;
        }
        catch (Exception failure)
        {
            return await AdapterProcess.Explain(failure);
        }
    }

    /// <summary>Runs all checks. When the settings would not let the adapter start, checks only the settings.</summary>
    /// <param name="builder">Has the adapter's settings; cannot be used afterwards.</param>
    /// <param name="channels">Channels to check besides those that are known.</param>
    /// <param name="stop">Ends the checks early.</param>
    public static async Task<Diagnosis> Diagnose(
        WebApplicationBuilder builder, IReadOnlyList<ChannelKey> channels, CancellationToken stop)
    {
        var mistakes = Mistakes(builder, out var app);
        var groups = SettingGroups.Results(mistakes);
        if (app is null) return new(groups, AreSettingsRight: false);
        await using (app)
        {
            var found = await Examination.Of(app.Services, app.Configuration, channels, stop);
            return new([.. groups, .. found], AreSettingsRight: true);
        }
    }

    // Builds the adapter as it would start, without starting it; null when it would not start.
    private static IReadOnlyList<string> Mistakes(WebApplicationBuilder builder, out WebApplication? app)
    {
        app = null;
        try
        {
            builder.AddAdapter();
            builder.Logging.ClearProviders();
            app = builder.Build();
            return [];
        }
        catch (Exception failure) when (StartMistakes.In(failure) is { Count: > 0 } mistakes)
        {
            return mistakes;
        }
    }

    private static ChannelKey ChannelOf(string text)
        => text.Split('/') is [{ Length: > 0 } merchant, { Length: > 0 } channel]
            ? new(merchant, channel)
            : throw new SettingsException([$"--channel must be merchant/channel, not '{text}'."]);
}

/// <summary>The results of all checks.</summary>
/// <param name="Results">In the order in which they are shown.</param>
/// <param name="AreSettingsRight">True when the adapter would start with the settings.</param>
internal sealed record Diagnosis(IReadOnlyList<CheckResult> Results, bool AreSettingsRight)
{
    public string Summary => $"{Count(Verdict.Ok)} ok, {Count(Verdict.Warn)} warn, {Count(Verdict.Fail)} fail";

    public int ExitCode => !AreSettingsRight ? AdapterProcess.WrongSettings
        : Count(Verdict.Fail) == 0 ? AdapterProcess.Stopped
        : AdapterProcess.Failed;

    private int Count(Verdict verdict) => Results.Count(result => result.Verdict == verdict);
}
