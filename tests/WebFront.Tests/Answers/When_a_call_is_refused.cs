using System.Net;

namespace QliroAdapter.WebFront.Tests.Answers;

public sealed class When_a_call_is_refused
{
    private const string Create = "create";
    private const string Validate = "validate";

    // code; status on create (declares 400, 409), on validate (declares 401, 404), on every other route. norce.md 7.0.
    private static readonly (string Code, int OnCreate, int OnValidate, int Elsewhere)[] published =
    [
        ("internal-server-error", 500, 500, 500),
        ("unauthorized", 401, 401, 401),
        ("configuration-not-found", 400, 404, 400),
        ("configuration-error", 400, 400, 400),
        ("order-not-found", 404, 404, 404),
        ("order-error", 400, 400, 400),
        ("order-bad-request", 400, 400, 400),
        ("order-conflict", 409, 400, 400),
        ("order-validation", 400, 400, 400),
        ("order-unknown-validation-error", 400, 400, 400),
        ("shipping-not-found", 404, 404, 404),
        ("shipping-error", 400, 400, 400),
        ("payment-not-found", 404, 404, 404),
        ("payment-error", 400, 400, 400),
        ("payment-conflict", 409, 400, 400),
        ("qliro-error", 400, 400, 400),
        ("qliro-bad-request", 400, 400, 400),
        ("qliro-validation", 400, 400, 400),
        ("qliro-order-not-found", 404, 404, 404),
        ("qliro-order-expired", 400, 400, 400),
        ("translation-not-found", 400, 400, 400),
    ];

    [Fact]
    public async Task Should_answer_the_published_status_of_each_code_on_each_route()
    {
        await using var front = await RunningFront.Start();
        foreach (var (code, onCreate, onValidate, elsewhere) in published)
        {
            front.Grains.Refusal = new() { Code = code, Message = $"Refused with {code}." };
            foreach (var route in Route.All)
            {
                var expected = Kind(route) switch { Create => onCreate, Validate => onValidate, _ => elsewhere };
                var response = await front.Client.SendAsync(route.Call(front));
                ((int)response.StatusCode).ShouldBe(expected, $"{code} on {route.Path}");
                var error = await response.ReadJson();
                if (IsDecline(code, route))
                {
                    error["DeclineReason"].ShouldNotBeNull();
                    continue;
                }
                error["code"]!.GetValue<string>().ShouldBe(code);
                error["message"]!.GetValue<string>().ShouldBe($"Refused with {code}.");
            }
        }
    }

    [Fact]
    public void Should_know_every_published_code()
        => typeof(ErrorCodes).GetFields().Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)
            .ShouldBe(published.Select(row => row.Code), ignoreOrder: true);

    [Fact]
    public void Should_answer_400_for_a_code_of_a_newer_node()
        => ErrorStatus.For(new() { Code = "brand-new-code", Message = "" }, [409]).ShouldBe(400);

    [Fact]
    public async Task Should_answer_409_to_a_conflict_of_the_callers_own_making_on_every_route()
    {
        await using var front = await RunningFront.Start();
        front.Grains.Refusal = new() { Code = ErrorCodes.PaymentConflict, Message = "Other body.", IsConflict = true };
        foreach (var route in Route.All.Where(route => !IsDecline(ErrorCodes.PaymentConflict, route)))
        {
            var response = await front.Client.SendAsync(route.Call(front));
            response.StatusCode.ShouldBe(HttpStatusCode.Conflict, route.Path);
            (await response.ReadJson()).AsObject().Select(member => member.Key).ShouldBe(["code", "message"]);
        }
    }

    // A parked payment cannot be decided, so it is declined, because Qliro treats any other refusal as an approval.
    private static bool IsDecline(string code, Route route)
        => code == ErrorCodes.PaymentConflict && Kind(route) == Validate;

    [Fact]
    public async Task Should_pass_qliros_own_words_on()
    {
        await using var front = await RunningFront.Start();
        front.Grains.Refusal = new()
        {
            Code = ErrorCodes.QliroBadRequest,
            Message = "Qliro refused.",
            QliroError = new() { ErrorCode = "INVALID_INPUT", ErrorMessage = "VatRate", ErrorReference = "ref-1" },
        };
        var response = await front.FromServer(HttpMethod.Post, Calls.Actions + "/capture");
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldBe(
            """
            {"code":"qliro-bad-request","message":"Qliro refused.","qliroError":
            {"errorCode":"INVALID_INPUT","errorMessage":"VatRate","errorReference":"ref-1"}}
            """.Replace("\n", "", StringComparison.Ordinal));
    }

    private static string Kind(Route route)
        => route.Path switch
        {
            Calls.Payments or Calls.Payments + "/recurring" => Create,
            Calls.Callbacks + "/validate" => Validate,
            _ => "",
        };
}
