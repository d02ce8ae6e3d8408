using QliroAdapter.Partners;

namespace QliroAdapter.Qliro;

/// <summary>Whose Qliro one call goes to.</summary>
public sealed class QliroTarget(string operation, QliroAccount account) : CallTarget(operation, account.ApiUrl)
{
    /// <summary>Whose it is; signs the call.</summary>
    public QliroAccount Account { get; } = account;
}
