namespace QliroAdapter.Settings;

/// <summary>
/// An entry of a list of settings that has keys of its own, and may also be written as a single text.
/// </summary>
public interface IShortEntry
{
    /// <summary>Takes the text in place of keys.</summary>
    /// <param name="text">As it is set.</param>
    /// <param name="number">The entry's place in the list, as in its key.</param>
    /// <returns>What is wrong, to stand behind the key, without the text; null when nothing is.</returns>
    string? ReadText(string text, string number);
}
