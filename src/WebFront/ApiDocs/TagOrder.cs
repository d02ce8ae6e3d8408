using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace QliroAdapter.WebFront;

/// <summary>Sorts the groups into the published order, which follows a purchase.</summary>
internal sealed class TagOrder : IDocumentFilter
{
    private static readonly (string Name, string Description)[] groups =
    [
        ("Payments", "The storefront shows Qliro's checkout on an order, shows it again, takes it away."),
        ("Qliro Checkout Callbacks", "Qliro asks and tells, under URLs that it was handed with the order."),
        ("Qliro Checkout 'Client-side events' Callbacks",
            "The shopper's page tells what was chosen in Qliro's checkout."),
        ("Norce Callbacks", "Norce asks before it changes an order."),
        ("Order Management", "Norce executes payment actions after the purchase."),
    ];

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context) =>
        swaggerDoc.Tags = groups.Select(group => new OpenApiTag { Name = group.Name, Description = group.Description })
            .ToHashSet();
}
