using System.Text.Json.Nodes;

namespace QliroAdapter.WebFront.Tests.ApiDocs;

/// <summary><c>published-2025-11.json</c> is the published API description, build of 2025-11-05, as a table.</summary>
public sealed class When_the_api_document_is_read
{
    private static readonly JsonNode published = JsonNode.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "ApiDocs", "published-2025-11.json")))!;

    // Everybody is checked, limited and can meet a failure, whatever a route's published description says.
    private static readonly string[] errors = ["400", "401", "404", "409", "413", "415", "429", "500", "503"];

    private static IEnumerable<JsonNode> PublishedOperations
        => published["operations"]!.AsArray().Select(operation => operation!);

    [Fact]
    public async Task Should_have_every_published_operation_with_its_parameters_bodies_and_responses()
    {
        var document = await Document();
        foreach (var expected in PublishedOperations)
        {
            var name = $"{expected["method"]} {expected["path"]}";
            var operation = document["paths"]![Text(expected["path"])]?[Text(expected["method"])];
            operation.ShouldNotBeNull(name);
            operation["tags"]!.AsArray().Select(Text).ShouldBe([Text(expected["tag"])], name);
            foreach (var parameter in expected["parameters"]!.AsArray())
            {
                var own = operation["parameters"]!.AsArray().SingleOrDefault(own => Same(own!, parameter!));
                own.ShouldNotBeNull($"{name} {parameter!["name"]}");
                own["required"]!.GetValue<bool>().ShouldBeTrue($"{name} {parameter["name"]}");
                Text(own["schema"]!["type"]).ShouldBe("string");
            }
            if (expected["body"] is { } body)
                SchemaOf(operation["requestBody"]!["content"]!).ShouldBe(Text(body), name);
            foreach (var (status, schema) in expected["responses"]!.AsObject())
            {
                var response = operation["responses"]![status];
                response.ShouldNotBeNull($"{name} {status}");
                if (schema is not null) SchemaOf(response["content"]!).ShouldBe(Text(schema), $"{name} {status}");
            }
            operation["responses"]!.AsObject().Select(response => response.Key)
                .Except(expected["responses"]!.AsObject().Select(response => response.Key)).Except(errors)
                .ShouldBeEmpty(name);
        }
    }

    [Fact]
    public async Task Should_have_every_published_schema_with_its_properties_and_types()
    {
        var schemas = (await Document())["components"]!["schemas"]!.AsObject();
        foreach (var (name, properties) in published["schemas"]!.AsObject())
        {
            var schema = schemas[name];
            schema.ShouldNotBeNull(name);
            foreach (var (property, type) in properties!.AsObject())
            {
                var own = schema["properties"]?[property];
                own.ShouldNotBeNull($"{name}.{property}");
                if (type is not null) Text(own["type"]).ShouldBe(Text(type), $"{name}.{property}");
            }
        }
    }

    [Fact]
    public async Task Should_have_every_published_value_of_every_enumeration()
    {
        var schemas = (await Document())["components"]!["schemas"]!.AsObject();
        foreach (var (name, values) in published["enums"]!.AsObject())
        {
            var steps = name.Split('.');
            var schema = schemas[steps[0]]!;
            var own = steps.Length > 1 ? schema["properties"]![steps[1]]! : schema;
            own["enum"].ShouldNotBeNull(name);
            values!.AsArray().Select(Text).Except(own["enum"]!.AsArray().Select(Text)).ShouldBeEmpty(name);
            Text(own["type"]).ShouldBe("string", name);
        }
    }

    [Fact]
    public async Task Should_have_an_example_on_every_operation_and_every_schema()
    {
        var document = await Document();
        foreach (var (path, methods) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in methods!.AsObject())
            {
                var name = $"{method} {path}";
                Text(operation!["summary"]).ShouldNotBeEmpty(name);
                Text(operation["description"]).ShouldNotBeEmpty(name);
                foreach (var parameter in operation["parameters"]!.AsArray())
                {
                    parameter!["example"].ShouldNotBeNull($"{name} {parameter["name"]}");
                    Text(parameter["description"]).ShouldNotBeEmpty($"{name} {parameter["name"]}");
                }
                var contents = operation["responses"]!.AsObject().Select(response => response.Value!["content"])
                    .Append(operation["requestBody"]?["content"]);
                foreach (var content in contents.OfType<JsonObject>().SelectMany(content => content))
                    content.Value!["example"].ShouldNotBeNull($"{name} {content.Key}");
            }
        }
        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
        {
            schema!["example"].ShouldNotBeNull(name);
            Text(schema["description"]).ShouldNotBeEmpty(name);
        }
    }

    [Fact]
    public async Task Should_name_each_operation_once_and_say_where_the_adapter_is()
    {
        var document = await Document();
        var ids = Operations(document).Select(operation => Text(operation["operationId"])).ToList();
        ids.ShouldAllBe(id => id.Length > 0 && char.IsAsciiLetterLower(id[0]) && id.All(char.IsAsciiLetter));
        ids.ShouldBeUnique();
        ids.ShouldContain("createPayment");
        var server = document["servers"]!.AsArray().ShouldHaveSingleItem()!;
        Text(server["url"]).ShouldBe("{adapter}");
        Text(server["variables"]!["adapter"]!["default"]).ShouldBe("http://127.0.0.1:5080");
    }

    [Theory]
    [InlineData("capture")]
    [InlineData("cancel")]
    [InlineData("refund")]
    public async Task Should_declare_every_answer_of_a_money_operation(string id)
    {
        var responses = Operations(await Document()).Single(operation => Text(operation["operationId"]) == id)["responses"]!;
        responses.AsObject().Select(response => response.Key).Order(StringComparer.Ordinal)
            .ShouldBe(["200", "400", "401", "404", "409", "413", "415", "429", "500", "503"]);
        Text(responses["400"]!["content"]!["application/json"]!["example"]!["code"]).ShouldBe("order-bad-request");
        Text(responses["409"]!["content"]!["application/json"]!["example"]!["code"]).ShouldBe("payment-conflict");
    }

    [Fact]
    public async Task Should_show_an_error_that_has_the_status_it_stands_at()
    {
        foreach (var operation in Operations(await Document()))
        {
            foreach (var (status, response) in operation["responses"]!.AsObject())
            {
                if ((response!["content"]?["application/json"]?["example"] as JsonObject)?["code"] is not { } code) continue;
                var refusal = new PaymentError { Code = Text(code), Message = "" };
                if (status is not ("409" or "503"))
                    ErrorStatus.For(refusal, [404, 409]).ToString().ShouldBe(status, Text(operation["operationId"]));
            }
        }
    }

    [Fact]
    public async Task Should_say_how_each_caller_proves_itself()
    {
        var document = await Document();
        Text(document["components"]!["securitySchemes"]!["Bearer"]!["type"]).ShouldBe("apiKey");
        foreach (var route in Route.All)
        {
            var path = route.Path.Replace("/o1/", "/{order_id}/", StringComparison.Ordinal)
                .Replace("/payments/p1", "/payments/{payment_id}", StringComparison.Ordinal);
            var operation = document["paths"]![path]![route.Method == "GET" ? "get" : "post"];
            operation!["security"]![0]!.AsObject().Single().Key.ShouldBe(
                route.Caller == "qliro" ? "CallbackToken" : "Bearer", path);
        }
    }

    [Fact]
    public async Task Should_mark_what_the_published_api_does_not_have()
    {
        var document = await Document();
        var publishedPaths = PublishedOperations.Select(operation => Text(operation["path"])).ToList();
        foreach (var (path, methods) in document["paths"]!.AsObject())
        {
            (methods!.AsObject().Single().Value!["x-beyond-published"] is not null)
                .ShouldBe(!publishedPaths.Contains(path), path);
        }
    }

    [Fact]
    public async Task Should_list_the_groups_as_published()
    {
        var groups = (await Document())["tags"]!.AsArray().Select(tag => Text(tag!["name"]));
        groups.ShouldBe(
            PublishedOperations.Select(operation => Text(operation["tag"])).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Should_come_as_yaml_too()
    {
        await using var front = await RunningFront.Start();
        var yaml = await front.Client.GetStringAsync(new Uri("/docs/v1/openapi.yaml", UriKind.Relative));
        yaml.ShouldStartWith("openapi: ");
        yaml.ShouldContain("/api/order/v1/orders/{order_id}/payments/{payment_id}/capture");
    }

    private static async Task<JsonNode> Document()
    {
        await using var front = await RunningFront.Start();
        var response = await front.Client.GetAsync(new Uri("/docs/v1/openapi.json", UriKind.Relative));
        ((int)response.StatusCode).ShouldBe(200, await response.Content.ReadAsStringAsync());
        return await response.ReadJson();
    }

    private static IEnumerable<JsonNode> Operations(JsonNode document) => document["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject().Select(operation => operation.Value!));

    private static bool Same(JsonNode own, JsonNode expected)
        => Text(own["name"]) == Text(expected["name"]) && Text(own["in"]) == Text(expected["in"]);

    private static string SchemaOf(JsonNode content)
    {
        var schema = content["application/json"]!["schema"]!;
        return schema["items"] is { } items ? $"Array of {NameIn(items)}" : NameIn(schema);
    }

    private static string NameIn(JsonNode schema) => Text(schema["$ref"]).Split('/').Last();

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";
}
