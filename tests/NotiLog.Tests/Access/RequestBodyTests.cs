using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NotiLog.Functions.Http;
using NotiLog.Requests;

namespace NotiLog.Tests.Access;

public sealed class RequestBodyTests
{
    [Theory]
    [InlineData("application/json")]
    [InlineData("Application/JSON; charset=UTF-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    public async Task Reads_json_in_utf8_with_or_without_a_byte_order_mark(string contentType)
    {
        foreach (var mark in new[] { "", "\uFEFF" })
        {
            using var document = (await ReadAsync(Encoding.UTF8.GetBytes(mark + """{"name":"привет 🚀"}"""), contentType)).Value;
            Assert.Equal("привет 🚀", document.RootElement.GetProperty("name").GetString());
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/jsonp")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("nonsense")]
    public async Task Refuses_other_media(string? contentType) => Assert.Equal(ProblemKind.UnsupportedMedia, (await ReadAsync("{}"u8.ToArray(), contentType)).Problem!.Kind);

    [Fact]
    public async Task Refuses_a_compressed_body()
    {
        var request = Request([], "application/json");
        request.Headers.ContentEncoding = "gzip";
        Assert.Equal(ProblemKind.UnsupportedMedia, (await RequestBody.ReadAsync(request, CancellationToken.None)).Problem!.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refuses_more_than_a_mebibyte_whether_announced_or_not(bool announced)
    {
        var fits = Encoding.UTF8.GetBytes("\"" + new string('a', RequestBody.Longest - 2) + "\"");
        using (var document = (await ReadAsync(fits, "application/json", announced)).Value)
            Assert.Equal(JsonValueKind.String, document.RootElement.ValueKind);
        Assert.Equal(ProblemKind.TooLarge, (await ReadAsync([.. fits, (byte)' '], "application/json", announced)).Problem!.Kind);
    }

    [Theory]
    [InlineData("", "is empty; a JSON document is expected")]
    [InlineData(" \r\n", "is empty; a JSON document is expected")]
    [InlineData("{\n  \"a\": nope\n}", "line 2, position 9: ")]
    [InlineData("{\"a\":1,}", "line 1, position 8: ")]
    [InlineData("{\"a\":NaN}", "line 1, position 6: ")]
    [InlineData("{} {}", "line 1, position 4: ")]
    [InlineData("// comment\n{}", "line 1, position 1: ")]
    [InlineData("{\"a\":1,\n \"\\ud800\":2}", "line 2, position 2: the name has a lone surrogate")]
    public async Task Says_what_is_wrong_and_where(string body, string fault)
    {
        var problem = (await ReadAsync(Encoding.UTF8.GetBytes(body))).Problem!;
        Assert.Equal(ProblemKind.Invalid, problem.Kind);
        Assert.StartsWith(fault, Assert.Single(problem.Faults!.ByField["body"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_invalid_utf8_duplicate_keys_and_depth_over_64()
    {
        Assert.Contains("UTF-8", await FaultAsync([.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8]), StringComparison.Ordinal);
        Assert.Contains("a", await FaultAsync("{\"a\":1,\"\\u0061\":2}"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("64", await FaultAsync(Encoding.UTF8.GetBytes(new string('[', 65) + new string(']', 65))), StringComparison.Ordinal);
        using var deepest = (await ReadAsync(Encoding.UTF8.GetBytes(new string('[', 64) + new string(']', 64)))).Value;
    }

    private static async Task<string> FaultAsync(byte[] body) => (await ReadAsync(body)).Problem!.Faults!.ByField["body"][0];

    private static Task<Result<JsonDocument>> ReadAsync(byte[] body, string? contentType = "application/json", bool announced = true)
    {
        var request = Request(body, contentType);
        request.ContentLength = announced ? body.Length : null;
        return RequestBody.ReadAsync(request, CancellationToken.None);
    }

    private static HttpRequest Request(byte[] body, string? contentType)
    {
        var request = new DefaultHttpContext().Request;
        request.Body = new MemoryStream(body);
        request.ContentType = contentType;
        return request;
    }
}
