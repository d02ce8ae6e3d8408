using System.Globalization;

namespace QliroAdapter.Bench;

/// <summary>What a run prints while it goes on.</summary>
internal static class Progress
{
    public static void Say(string line)
        => Console.WriteLine($"{TimeProvider.System.GetLocalNow():HH:mm:ss} {line}");

    /// <summary>Calls to partners for a push, by kind.</summary>
    public static void Calls(string program, IReadOnlyDictionary<string, int> calls, int pushes)
        => Say($"  {program}: calls for a push: " + string.Join(", ", calls.OrderBy(one => one.Key)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key} {(double)one.Value / pushes:0.##}"))));
}
