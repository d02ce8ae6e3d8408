using QliroAdapter.Settings;

namespace QliroAdapter.Norce;

/// <summary>A channel's document, as a person who checks it sees it.</summary>
/// <param name="Configuration">The configuration, or why there is none.</param>
/// <param name="IsAnswer">False when nobody answered: nothing is known of the document then.</param>
/// <param name="Mistakes">Everything that should be mended (<see cref="DocumentCheck"/>), also in a usable one.</param>
public sealed record DocumentRead(
    Outcome<ChannelConfiguration> Configuration, bool IsAnswer, IReadOnlyList<SettingsMistake> Mistakes)
{
    /// <summary>
    /// The JSON text as it was handed out. Absent when there is none, and of a document that stands in the settings,
    /// whose values are all texts.
    /// </summary>
    public Masked? Text { get; init; }
}
