using QliroAdapter.Settings;

namespace QliroAdapter.Sandbox.Control;

/// <summary>Everything that can be triggered, in the order in which people read it.</summary>
internal static class Triggers
{
    public static IReadOnlyList<Trigger> All { get; } =
    [
        .. OrderTriggers.All, .. MoneyTriggers.All, .. PushTriggers.All, .. PartnerTriggers.All, .. WorldTriggers.All,
    ];

    public static Trigger? Find(string name) => All.FirstOrDefault(one => one.Name == name);

    /// <summary>The name that is fewest letters away.</summary>
    public static string Nearest(string name) => new UnknownKeys(All.Select(one => one.Name)).Nearest(name);

    /// <summary>A list for people.</summary>
    public static string List { get; } = string.Join('\n', All.GroupBy(one => one.Group).Select(group =>
        $"\n{group.Key}\n" + string.Join('\n', group.Select(one => $"  {one.Name,-20} {one.Text}"
            + string.Concat(one.Takes.Select(argument => $"\n  {"",-22} --{argument.Name,-12} {argument.Text}"
                + (argument.Default.Length > 0 ? $" [{argument.Default}]" : "")))))));
}
