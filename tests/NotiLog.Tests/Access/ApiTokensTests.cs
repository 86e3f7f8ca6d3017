using System.Text.Json;
using NotiLog.Access;
using NotiLog.Requests;

namespace NotiLog.Tests.Access;

public sealed class ApiTokensTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-11-23T10:00:00Z", null);

    private readonly AccessParts parts = new();

    public ValueTask DisposeAsync() => parts.DisposeAsync();

    [Fact]
    public async Task Lists_tokens_in_pages_in_the_order_they_were_made()
    {
        var made = new List<ApiToken>();
        for (var i = 0; i < 5; i++)
        {
            made.Add((await parts.CreateTokenAsync(Role.Admin, Now.AddDays(i + 1))).Holder);
            parts.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        var listed = new List<ApiToken>();
        var cursor = default(string);
        do
        {
            var page = await parts.Tokens.ListAsync(PageRequest.Read("2", cursor).Value, CancellationToken.None);
            Assert.InRange(page.Items.Count, 1, 2);
            listed.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(made, listed);
        Assert.Equal("owner", listed[0].CreatedBy);
    }

    [Theory]
    [InlineData("""{"name":"ci","role":"reader"}""", Role.Reader)]
    [InlineData("""{"name":"ci","role":"operator","expiresAt":null}""", Role.Operator)]
    [InlineData("""{"name":"ci","role":"admin","expiresAt":"2026-11-23T10:00:01Z"}""", Role.Admin)]
    public void Reads_a_request(string json, Role role) => Assert.Equal(role, Read(json).Value.Role);

    [Theory]
    [InlineData("""{"role":"reader"}""", "name")]
    [InlineData("""{"name":" ","role":"reader"}""", "name")]
    [InlineData("""{"name":"ci"}""", "role")]
    [InlineData("""{"name":"ci","role":"none"}""", "role")]
    [InlineData("""{"name":"ci","role":"Owner"}""", "role")]
    [InlineData("""{"name":"ci","role":3}""", "role")]
    [InlineData("""{"name":"ci","role":"reader","expiresAt":"2026-11-23T10:00:00Z"}""", "expiresAt")]
    [InlineData("""{"name":"ci","role":"reader","expiresAt":"tomorrow"}""", "expiresAt")]
    [InlineData("""{"name":"ci","role":"reader","scope":"all"}""", "scope")]
    [InlineData("[]", "body")]
    public void Names_the_field_at_fault(string json, string field) => Assert.Contains(field, Read(json).Problem!.Faults!.ByField.Keys);

    [Theory]
    [InlineData("0", null, "limit")]
    [InlineData("1001", null, "limit")]
    [InlineData("1e2", null, "limit")]
    [InlineData(null, "", "cursor")]
    [InlineData(null, "zz", "cursor")]
    public void Refuses_a_limit_out_of_range_and_an_edited_cursor(string? limit, string? cursor, string field) =>
        Assert.Equal([field], PageRequest.Read(limit, cursor).Problem!.Faults!.ByField.Keys);

    private static Result<TokenRequest> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return TokenRequest.Read(document.RootElement, Now);
    }
}
