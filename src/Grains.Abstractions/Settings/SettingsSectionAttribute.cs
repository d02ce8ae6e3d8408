namespace QliroAdapter.Settings;

/// <summary>
/// A class that is read from the settings: each property that can be set is a key below <see cref="Key"/>, with its
/// default as initial value and its range as attribute. Several classes may share one section.
/// </summary>
/// <param name="key">Where its keys stand, such as <c>Storage:Sqlite</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SettingsSectionAttribute(string key) : Attribute
{
    /// <summary>Where its keys stand.</summary>
    public string Key { get; } = key;
}
