namespace QliroAdapter.Store;

/// <summary>The store cannot be opened as configured. The message is one line and names the setting.</summary>
public sealed class StoreStartException(string message, Exception? inner = null) : Exception(message, inner);
