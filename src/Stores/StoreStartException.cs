namespace QliroAdapter.Store;

/// <summary>The store cannot be opened as configured. The message is one line that names the setting to look at.</summary>
public sealed class StoreStartException(string message, Exception? inner = null) : Exception(message, inner);
