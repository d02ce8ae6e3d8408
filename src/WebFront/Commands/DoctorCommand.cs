using Microsoft.Extensions.Options;

namespace QliroAdapter.WebFront;

/// <summary><c>doctor</c>: is everything there that the adapter needs, and does it work?</summary>
internal static class DoctorCommand
{
    public static async Task<int> Run(string[] channels, CancellationToken stop)
    {
        try
        {
            var builder = WebApplication.CreateBuilder();
            var asked = channels.Select(ChannelOf).ToList();
            var groups = SettingGroups.Findings(Mistakes(builder, out var app));
            Print(groups);
            if (app is null) return AdapterProcess.WrongSettings;
            await using (app)
            {
                var found = await Examination.Of(app.Services, app.Configuration, asked, stop);
                Print(found);
                return Conclude([.. groups, .. found]);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return await AdapterProcess.Explain(failure);
        }
    }

    // The adapter as it would start, but for starting; null when it would not.
    private static IReadOnlyList<string> Mistakes(WebApplicationBuilder builder, out WebApplication? app)
    {
        app = null;
        try
        {
            EmbeddedHost.CheckSettings(builder.Configuration);
            builder.Services.AddWebFront(builder.Configuration);
            builder.Services.AddEmbeddedHost(builder.Configuration);
            builder.Logging.ClearProviders();
            var built = builder.Build();
            built.Services.GetService<IStartupValidator>()?.Validate();
            app = built;
            return [];
        }
        catch (Exception failure) when (StartMistakes.In(failure) is { Count: > 0 } mistakes)
        {
            return mistakes;
        }
    }

    private static ChannelKey ChannelOf(string text) => text.Split('/') is [{ Length: > 0 } merchant, { Length: > 0 } channel]
        ? new(merchant, channel)
        : throw new SettingsException([$"--channel must be merchant/channel, not '{text}'."]);

    private static void Print(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings) Console.WriteLine(finding);
    }

    private static int Conclude(IReadOnlyList<Finding> findings)
    {
        int Count(Verdict verdict) => findings.Count(finding => finding.Verdict == verdict);
        Console.WriteLine($"{Count(Verdict.Ok)} ok, {Count(Verdict.Warn)} warn, {Count(Verdict.Fail)} fail");
        return Count(Verdict.Fail) == 0 ? AdapterProcess.Stopped : AdapterProcess.Failed;
    }
}
