using System.Reflection;

namespace QliroAdapter.Convention.Tests;

public sealed class The_error_codes
{
    [Fact]
    public void Should_be_the_published_ones()
    {
        string[] published =
        [
            "internal-server-error", "unauthorized", "configuration-error", "configuration-not-found",
            "order-not-found",
            "order-error", "order-bad-request", "order-conflict", "order-validation", "order-unknown-validation-error",
            "shipping-not-found", "shipping-error", "payment-not-found", "payment-error", "payment-conflict",
            "qliro-error",
            "qliro-bad-request", "qliro-validation", "qliro-order-not-found", "qliro-order-expired",
            "translation-not-found",
        ];
        typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!)
            .ShouldBe(published, ignoreOrder: true);
    }
}
