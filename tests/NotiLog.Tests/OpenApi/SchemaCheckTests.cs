using System.Text.Json;
using NotiLog.IntegrationTests.OpenApi;

namespace NotiLog.Tests.OpenApi;

public sealed class SchemaCheckTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", """ "a" """, "1")]
    [InlineData("""{"type":["string","null"]}""", "null", "1")]
    [InlineData("""{"type":"integer"}""", "7", "7.5")]
    [InlineData("""{"type":"integer"}""", "-7", """ "7" """)]
    [InlineData("""{"type":"number"}""", "7.5", "true")]
    [InlineData("""{"type":"boolean"}""", "false", "0")]
    [InlineData("""{"type":"object"}""", "{}", "[]")]
    [InlineData("""{"type":"array"}""", "[]", "{}")]
    [InlineData("""{"type":"null"}""", "null", "{}")]
    [InlineData("""{"enum":["up","down",null]}""", "null", """ "late" """)]
    [InlineData("""{"const":"healthy"}""", """ "healthy" """, """ "ill" """)]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", """{"a":"x","b":1}""", """{"a":1}""")]
    [InlineData("""{"required":["a"]}""", """{"a":null}""", """{"b":1}""")]
    [InlineData("""{"properties":{"a":true},"additionalProperties":false}""", """{"a":1}""", """{"a":1,"b":1}""")]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", """{"a":"x"}""", """{"a":1}""")]
    [InlineData("""{"minProperties":1}""", """{"a":1}""", "{}")]
    [InlineData("""{"items":{"type":"string"}}""", """["a"]""", """["a",1]""")]
    [InlineData("""{"minItems":2}""", "[1,2]", "[1]")]
    [InlineData("""{"maxItems":2}""", "[1,2]", "[1,2,3]")]
    [InlineData("""{"uniqueItems":true}""", "[1,2]", "[1,2,1]")]
    [InlineData("""{"minLength":2}""", """ "ab" """, """ "💥" """)]
    [InlineData("""{"maxLength":2}""", """ "💥💥" """, """ "abc" """)]
    [InlineData("""{"pattern":"^[a-z]+$"}""", """ "abc" """, """ "abc\n" """)]
    [InlineData("""{"minimum":1}""", "1", "0.9")]
    [InlineData("""{"maximum":1}""", "1", "1.1")]
    [InlineData("""{"format":"uuid"}""", """ "019ab000-0000-7000-8000-000000000002" """, """ "019ab00000007000800000000000000a" """)]
    [InlineData("""{"format":"date-time"}""", """ "2026-11-23T10:15:30.123456Z" """, """ "2026-11-23T10:15:30" """)]
    [InlineData("""{"format":"date-time"}""", """ "2026-11-23T10:15:30+03:00" """, """ "2026-02-30T10:15:30Z" """)]
    [InlineData("""{"format":"int32"}""", "2147483647", "2147483648")]
    [InlineData("""{"allOf":[{"required":["a"]},{"required":["b"]}]}""", """{"a":1,"b":1}""", """{"a":1}""")]
    [InlineData("""{"anyOf":[{"type":"string"},{"minLength":1}]}""", "7", "7", false)]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", "null", "7")]
    [InlineData("""{"oneOf":[{"type":"string"},{"enum":["a",1]}]}""", "1", """ "a" """)]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"null"}]}""", "null", "1")]
    [InlineData("""{"$ref":"#/components/schemas/Name"}""", """ "ops" """, """ "OPS" """)]
    [InlineData("""{"$ref":"#/components/schemas/Name","maxLength":3}""", """ "ops" """, """ "opsy" """)]
    public void A_value_fits_or_not(string schema, string fitting, string other, bool otherFails = true)
    {
        Assert.Empty(FaultsOf(schema, fitting));
        Assert.Equal(otherFails, FaultsOf(schema, other).Count > 0);
    }

    [Theory]
    [InlineData("""{"name":"a","type":"x","key":"k"}""", true)]
    [InlineData("""{"name":"a","type":"x","key":"k","more":1}""", false)]
    [InlineData("""{"name":"a","key":"k","more":1}""", false)]
    [InlineData("""{"name":"a"}""", false)]
    public void Members_of_joined_schemas_count_as_known_and_others_do_not(string value, bool fits)
    {
        const string Schema = """
            {"allOf":[{"$ref":"#/components/schemas/Named"}],"anyOf":[{"properties":{"type":{"const":"x"}}},{"required":["never"],"properties":{"more":true}}],
             "required":["key"],"properties":{"key":{"type":"string"}},"unevaluatedProperties":false}
            """;
        Assert.Equal(fits, FaultsOf(Schema, value).Count == 0);
    }

    [Theory]
    [InlineData("""{"contains":{"type":"string"}}""", "contains")]
    [InlineData("""{"format":"ipv4"}""", "ipv4")]
    [InlineData("""{"anyOf":[{"type":"string"},{"not":{}}]}""", "not")]
    [InlineData("""{"items":{"multipleOf":2}}""", "multipleOf")]
    public void A_keyword_beyond_the_subset_is_a_fault_even_where_another_branch_fits(string schema, string keyword) =>
        Assert.Contains(keyword, Assert.Single(FaultsOf(schema, schema.Contains("items", StringComparison.Ordinal) ? "[2]" : """ "127.0.0.1" """)), StringComparison.Ordinal);

    [Fact]
    public void A_reference_that_leads_nowhere_throws() =>
        Assert.Throws<KeyNotFoundException>(() => FaultsOf("""{"$ref":"#/components/schemas/Nobody"}""", "1"));

    [Fact]
    public void A_fault_says_where_and_against_what() => Assert.Equal(
        ["""$.items[1].name: 7 is against type "string" """.Trim(), "$.items[1].more: is not allowed", "$.items[1]: id is missing"],
        FaultsOf(
            """{"properties":{"items":{"items":{"properties":{"name":{"type":"string"},"id":true},"additionalProperties":false,"required":["id"]}}}}""",
            """{"items":[{"name":"a","id":1},{"name":7,"more":1}]}""").OrderByDescending(fault => fault.Contains("name", StringComparison.Ordinal)).ThenBy(fault => fault.Contains("missing", StringComparison.Ordinal)));

    [Fact]
    public void A_fault_of_a_union_names_the_nearest_branch() => Assert.Contains(
        "$.email: to is missing",
        Assert.Single(FaultsOf(
            """{"oneOf":[{"properties":{"type":{"const":"kafka"}},"required":["kafka","type"]},{"properties":{"type":{"const":"email"},"email":{"required":["to"]}}}]}""",
            """{"type":"email","email":{}}""")),
        StringComparison.Ordinal);

    private static IReadOnlyList<string> FaultsOf(string schema, string value)
    {
        var document = SomeDocument.With("""{"Name":{"type":"string","pattern":"^[a-z]+$"},"Named":{"type":"object","required":["name"],"properties":{"name":{"type":"string"}}}}""");
        return SchemaCheck.FaultsOf(document, JsonElement.Parse(schema), JsonElement.Parse(value.Trim()));
    }
}
