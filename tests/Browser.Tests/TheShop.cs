namespace QliroAdapter.Browser.Tests;

/// <summary>One sandbox and one Chromium for the situations of shoppers and staff: each of both takes a core.</summary>
[CollectionDefinition(Name)]
public sealed class TheShop : ICollectionFixture<ShopBrowser>
{
    public const string Name = "the shop";
}
