using QliroAdapter.Partners;

namespace QliroAdapter.Qliro;

/// <summary>The Qliro account of one call.</summary>
public sealed class QliroTarget(string operation, QliroAccount account) : CallTarget(operation, account.ApiUrl)
{
    /// <summary>The account whose secret signs the call.</summary>
    public QliroAccount Account { get; } = account;
}
