namespace QliroAdapter.WebFront;

/// <summary>The mistakes that would stop the adapter from starting, group by group.</summary>
internal static class SettingGroups
{
    private static readonly string[] groups =
    [
        "Adapter", "Norce", "Qliro", "Channels", "Storage", "Reconciliation", "Retry", "Ops", "Outage", "RateLimit",
        "Silo", "ASPNETCORE_URLS",
    ];

    public static IReadOnlyList<CheckResult> Results(IReadOnlyList<string> mistakes)
    {
        var results = new List<CheckResult>();
        foreach (var group in groups)
        {
            var own = mistakes.Where(mistake => GroupOf(mistake) == group).ToList();
            if (own.Count == 0) results.Add(CheckResult.Ok($"settings {group}", "as they should be"));
            results.AddRange(own.Select(mistake => Wrong($"settings {group}", mistake)));
        }

        results.AddRange(mistakes.Where(mistake => !groups.Contains(GroupOf(mistake)))
            .Select(mistake => Wrong("settings", mistake)));
        return results;
    }

    private static CheckResult Wrong(string name, string mistake)
        => CheckResult.Fail(name, mistake, "Mend it; the adapter does not start with it (exit code 78)");

    // A mistake begins with its setting's key.
    private static string GroupOf(string mistake) => mistake.Split(':', ' ')[0];
}
