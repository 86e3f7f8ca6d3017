using System.Text.Json.Nodes;
using NotiLog.IntegrationTests.OpenApi;

namespace NotiLog.Tests.OpenApi;

public sealed class OpenApiSchemaTests
{
    private static readonly Dictionary<string, (Action<JsonNode> Change, string Fault)> Violations = new()
    {
        ["a reference into the void"] = (
            d => d.At("components", "schemas").AsObject().Remove("Delivery"), "#/components/schemas/Delivery leads nowhere"),
        ["a schema that nobody uses"] = (
            d => d.At("components", "schemas")["Left"] = new JsonObject { ["type"] = "string" }, "components.schemas.Left is used nowhere"),
        ["an answer that lets unknown members pass"] = (
            d => d.At("components", "schemas", "Delivery").AsObject().Remove("additionalProperties"), ".components.schemas.Delivery lets unknown members pass"),
        ["a joined answer that lets unknown members pass"] = (
            d => d.At("components", "schemas", "EventDetails")["unevaluatedProperties"] = true, ".components.schemas.EventDetails lets unknown members pass"),
        ["a part that nothing can be added to"] = (
            d => d.At("components", "schemas", "AgentFields")["additionalProperties"] = false,
            ".components.schemas.AgentFields is closed, so nothing can be added to it"),
        ["a wrong example"] = (
            d => d.At("components", "schemas", "NewAgent", "examples")[0]!["grace"] = "1 minute", ".components.schemas.NewAgent: the example is wrong"),
        ["a keyword that the checker does not know"] = (
            d => d.At("components", "schemas", "Event")["minContains"] = 1, ".components.schemas.Event: the keyword minContains: 1 is unknown to the checker"),
        ["a format that the checker does not know"] = (
            d => d.At("components", "parameters", "From", "schema")["format"] = "time",
            ".components.parameters.From.schema: the keyword format: time is unknown to the checker"),
    };

    public static TheoryData<string> ViolationNames => [.. Violations.Keys];

    [Fact]
    public void References_resolve_answers_are_closed_examples_hold_and_every_keyword_is_checked() =>
        Assert.Empty(SchemaFaults.Of(OpenApiDocument.OfApp));

    [Theory]
    [MemberData(nameof(ViolationNames))]
    public void The_check_finds(string violation)
    {
        var (change, fault) = Violations[violation];
        Assert.Contains(SchemaFaults.Of(SomeDocument.Changed(change)), found => found.StartsWith(fault, StringComparison.Ordinal));
    }
}
