using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace QliroAdapter.Client.Tests;

public sealed class When_options_are_wrong
{
    private static readonly AdapterClientOptions wrong = new()
    {
        BaseUrl = new("ftp://adapter.test"), AccessToken = "two words", Merchant = "a/b", Channel = "..",
        TimeoutSeconds = 0, AttemptsMax = 11, RetryFirstMilliseconds = 5001,
    };

    [Fact]
    public void Should_name_every_mistake_at_once()
    {
        var failure = Should.Throw<OptionsValidationException>(() => AdapterClients.Create(wrong));

        failure.Failures.ShouldBe(
        [
            "AccessToken must be visible ASCII characters without spaces.",
            "Merchant must be 1 to 100 of A-Z a-z 0-9 - _ . and not only dots.",
            "Channel must be 1 to 100 of A-Z a-z 0-9 - _ . and not only dots.",
            "TimeoutSeconds must be from 1 to 300.",
            "AttemptsMax must be from 1 to 10.",
            "RetryFirstMilliseconds must be from 1 to 5000.",
            "BaseUrl must be an absolute http or https URL without a query.",
        ], ignoreOrder: true);
    }

    [Fact]
    public void Should_miss_what_is_required()
    {
        var failure = Should.Throw<OptionsValidationException>(() => AdapterClients.Create(new()));

        failure.Failures.Order(StringComparer.Ordinal).ShouldBe(
        [
            "The AccessToken field is required.", "The BaseUrl field is required.", "The Channel field is required.",
            "The Merchant field is required.",
        ]);
    }

    [Fact]
    public void Should_stop_the_registration()
        => Should.Throw<OptionsValidationException>(() => new ServiceCollection().AddAdapterClient(wrong));
}
