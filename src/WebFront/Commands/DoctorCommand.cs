using QliroAdapter.Settings;
using QliroAdapter.Silo;

namespace QliroAdapter.WebFront;

/// <summary><c>doctor</c>: is everything there that the adapter needs, and does it work?</summary>
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

    /// <summary>Looks at everything; at the settings alone when they would not let the adapter start.</summary>
    /// <param name="builder">Made with the adapter's settings; used up.</param>
    /// <param name="channels">To look at, beside those that are known.</param>
    /// <param name="stop">Ends it early.</param>
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

    // The adapter as it would start, but for starting; none when it would not.
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

/// <summary>All that was found.</summary>
/// <param name="Results">In the order they are read.</param>
/// <param name="AreSettingsRight">The adapter would start with them.</param>
internal sealed record Diagnosis(IReadOnlyList<CheckResult> Results, bool AreSettingsRight)
{
    public string Summary => $"{Count(Verdict.Ok)} ok, {Count(Verdict.Warn)} warn, {Count(Verdict.Fail)} fail";

    public int ExitCode => !AreSettingsRight ? AdapterProcess.WrongSettings
        : Count(Verdict.Fail) == 0 ? AdapterProcess.Stopped
        : AdapterProcess.Failed;

    private int Count(Verdict verdict) => Results.Count(result => result.Verdict == verdict);
}
