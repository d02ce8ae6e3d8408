using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>A request that Qliro refuses; thrown inside the simulator and turned into an answer at its edge.</summary>
internal sealed class QliroRefusal(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public static QliroRefusal Bad(string code, string message) => new(400, code, message);

    public static QliroRefusal Input(string property, string message)
        => new(400, "INVALID_INPUT", $"Property: {property}, Message: {message}");

    public static QliroRefusal OrderNotFound(string id)
        => new(404, "ORDER_NOT_FOUND", $"Evaluation, order {id} was not found.");

    /// <summary>The answer does not say why a caller is not authorised.</summary>
    public static QliroRefusal Unauthorized => new(401, "", "");

    public WireAnswer Answer(QliroSimulatorOptions options, Guid reference)
    {
        if (Status == 401) return WireAnswer.Empty(401);
        var textMember = options.DetailedErrorMessage ? "DetailedErrorMessage" : "ErrorMessage";
        return WireAnswer.Of(Status, new JsonObject
        {
            ["ErrorCode"] = Code, [textMember] = Message, ["ErrorReference"] = reference.ToString(),
        });
    }
}
