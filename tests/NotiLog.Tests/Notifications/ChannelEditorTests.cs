using System.Text.Json;
using NotiLog.Notifications;
using NotiLog.Requests;
using NotiLog.Tests.Routing;

namespace NotiLog.Tests.Notifications;

public sealed class ChannelEditorTests : IDisposable
{
    private readonly RoutingParts parts = new();

    [Fact]
    public async Task A_channel_is_created_replaced_and_shown_in_the_shape_of_the_contract()
    {
        Assert.True((await parts.Here.PutChannelAsync("ops")).Created);
        parts.Time.Advance(TimeSpan.FromHours(1));
        var body = RoutingSamples.Json("""{"type":"email","email":{"to":"Анна 💥"},"language":"ru","timeZone":"Europe/Moscow","enabled":false}""");
        Assert.False((await parts.Here.ChannelEditor.PutAsync("ops", body, "bob", parts.None)).Value.Created);

        var stored = await parts.Another().Channels.GetAsync("ops", parts.None);
        var shown = JsonSerializer.SerializeToElement(ChannelJson.Of(stored!), JsonSerializerOptions.Web);
        var expected = RoutingSamples.Json("""
            {"name":"ops","type":"email","fallback":null,"language":"ru","timeZone":"Europe/Moscow","enabled":false,
             "createdAt":"2026-11-23T12:00:00+00:00","updatedAt":"2026-11-23T13:00:00+00:00","by":"bob","email":{"to":"Анна 💥"}}
            """);
        Assert.True(JsonElement.DeepEquals(expected, shown), shown.GetRawText());
    }

    [Fact]
    public async Task Channels_are_listed_by_name()
    {
        foreach (var name in new[] { "b", "a-1", "0", "z.z_z" })
            await parts.Here.PutChannelAsync(name);
        var listed = await parts.Here.Channels.ListAsync(parts.None);
        Assert.Equal(["0", "a-1", "b", "z.z_z"], listed.Select(stored => stored.Channel.Name));
        Assert.Null(await parts.Here.Channels.GetAsync("~revision", parts.None));
        Assert.Null(await parts.Here.Channels.GetAsync("a/../b", parts.None));
    }

    [Theory]
    [InlineData("[]", "body", "must be a JSON object")]
    [InlineData("{}", "type", "is required")]
    [InlineData("""{"type":"pigeon","pigeon":{}}""", "type", "must be one of telegram, email, kafka")]
    [InlineData("""{"type":"kafka","kafka":{"to":"x"}}""", "type", "the setting Kafka:BootstrapServers is missing")]
    [InlineData("""{"type":"telegram"}""", "telegram", "is required")]
    [InlineData("""{"type":"telegram","telegram":"1"}""", "telegram", "must be a JSON object")]
    [InlineData("""{"type":"telegram","telegram":{}}""", "telegram.to", "is required")]
    [InlineData("""{"type":"telegram","telegram":{"to":"1","cc":"2"}}""", "telegram.cc", "is unknown")]
    [InlineData("""{"type":"telegram","telegram":{"to":"1"},"email":{"to":"2"}}""", "email", "is unknown")]
    [InlineData("""{"type":"telegram","telegram":{"to":"1"},"fallback":"ops"}""", "fallback", "must not be the channel itself")]
    [InlineData("""{"type":"telegram","telegram":{"to":"1"},"fallback":"gone"}""", "fallback", "'gone', which does not exist")]
    [InlineData("""{"type":"telegram","telegram":{"to":"1"},"language":"de"}""", "language", "must be en or ru")]
    [InlineData("""{"type":"telegram","telegram":{"to":"1"},"timeZone":"Mars/Base"}""", "timeZone", "must be an IANA time zone")]
    [InlineData("""{"type":"telegram","telegram":{"to":"1"},"timeZone":"europe/moscow"}""", "timeZone", "must be an IANA time zone")]
    [InlineData("""{"type":"telegram","telegram":{"to":"1"},"timeZone":"localtime"}""", "timeZone", "must be an IANA time zone")]
    [InlineData("""{"type":"telegram","telegram":{"to":"1"},"timeZone":"../../etc/localtime"}""", "timeZone", "must be an IANA time zone")]
    [InlineData("""{"type":"telegram","telegram":{"to":"1"},"timeZone":""}""", "timeZone", "must be an IANA time zone")]
    [InlineData("""{"type":"telegram","telegram":{"to":"1"},"enabled":1}""", "enabled", "must be true or false")]
    [InlineData("""{"type":"telegram","telegram":{"to":"1"},"color":"red"}""", "color", "is unknown")]
    public async Task Every_fault_is_named(string body, string field, string fault)
    {
        var problem = (await parts.Here.ChannelEditor.PutAsync("ops", RoutingSamples.Json(body), "ann", parts.None)).Problem;
        Assert.Equal(ProblemKind.Invalid, problem?.Kind);
        Assert.Contains(fault, problem!.Faults!.ByField[field][0], StringComparison.Ordinal);
        Assert.Empty(await parts.Here.Channels.ListAsync(parts.None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Ops")]
    [InlineData("-ops")]
    [InlineData("ops/2")]
    [InlineData("ops\n")]
    [InlineData("~revision")]
    [InlineData("опс")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234x")]
    public async Task A_name_outside_the_pattern_is_a_fault(string name)
    {
        var body = RoutingSamples.Json("""{"type":"telegram","telegram":{"to":"1"}}""");
        var problem = (await parts.Here.ChannelEditor.PutAsync(name, body, "ann", parts.None)).Problem;
        Assert.Equal("name", Assert.Single(problem!.Faults!.ByField).Key);
    }

    [Fact]
    public async Task Fallbacks_that_go_round_in_a_circle_are_refused_and_the_circle_is_named()
    {
        await parts.Here.PutChannelAsync("c");
        await parts.Here.PutChannelAsync("b", ""","fallback":"c" """);
        await parts.Here.PutChannelAsync("a", ""","fallback":"b" """);
        var body = RoutingSamples.Json("""{"type":"telegram","telegram":{"to":"1"},"fallback":"a"}""");
        var problem = (await parts.Here.ChannelEditor.PutAsync("c", body, "ann", parts.None)).Problem;
        Assert.Contains("c -> a -> b -> c", problem!.Faults!.ByField["fallback"][0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_changes_that_each_are_right_do_not_close_a_circle_together()
    {
        await parts.Here.PutChannelAsync("a");
        await parts.Here.PutChannelAsync("b");
        parts.Tables.BeforeNextCommitTo = ("channels", () => parts.Another().PutChannelAsync("b", ""","fallback":"a" """));
        var body = RoutingSamples.Json("""{"type":"telegram","telegram":{"to":"1"},"fallback":"b"}""");
        var problem = (await parts.Here.ChannelEditor.PutAsync("a", body, "ann", parts.None)).Problem;
        Assert.Contains("a -> b -> a", problem!.Faults!.ByField["fallback"][0], StringComparison.Ordinal);
        Assert.Null((await parts.Here.Channels.GetAsync("a", parts.None))!.Channel.Fallback);
    }

    [Fact]
    public async Task A_channel_that_becomes_a_fallback_meanwhile_is_not_deleted()
    {
        await parts.Here.PutChannelAsync("a");
        parts.Tables.BeforeNextCommitTo = ("channels", () => parts.Another().PutChannelAsync("b", ""","fallback":"a" """));
        Assert.Equal(ProblemKind.Conflict, (await parts.Here.ChannelEditor.DeleteAsync("a", "ann", parts.None))?.Kind);
        Assert.NotNull(await parts.Here.Channels.GetAsync("a", parts.None));
    }

    [Fact]
    public async Task Twenty_writers_of_different_channels_all_get_through()
    {
        var writers = Enumerable.Range(0, 20).Select(i => Task.Run(() => parts.Another().PutChannelAsync($"c{i}")));
        Assert.All(await Task.WhenAll(writers), written => Assert.True(written.Created));
        Assert.Equal(20, (await parts.Here.Channels.ListAsync(parts.None)).Count);
    }

    [Fact]
    public async Task A_channel_in_use_is_not_deleted_and_its_users_are_named()
    {
        await parts.Here.PutChannelAsync("ops");
        await parts.Here.PutChannelAsync("mail", ""","fallback":"ops" """);
        await parts.Here.PutRoutesAsync("""{"name":"payments","match":[],"channels":["ops"]}""");
        var problem = await parts.Here.ChannelEditor.DeleteAsync("ops", "ann", parts.None);
        Assert.Equal(ProblemKind.Conflict, problem?.Kind);
        Assert.Equal("The channel 'ops' is in use: told by the routes payments; the fallback of the channels mail.", problem!.Detail);

        await parts.Here.PutRoutesAsync();
        Assert.Contains("the fallback of the channels mail", (await parts.Here.ChannelEditor.DeleteAsync("ops", "ann", parts.None))!.Detail, StringComparison.Ordinal);
        Assert.Null(await parts.Here.ChannelEditor.DeleteAsync("mail", "ann", parts.None));
        Assert.Null(await parts.Here.ChannelEditor.DeleteAsync("ops", "ann", parts.None));
        Assert.Equal(ProblemKind.NotFound, (await parts.Here.ChannelEditor.DeleteAsync("ops", "ann", parts.None))?.Kind);
        Assert.Empty(await parts.Here.Channels.ListAsync(parts.None));
    }

    [Fact]
    public async Task Settings_padded_beyond_a_row_are_stored_without_the_padding()
    {
        var body = RoutingSamples.Json($$$"""{"type":"telegram","telegram":{{{new string(' ', 1_000_000)}}}{"to":"\u044f"{{{new string('\n', 20_000)}}}}}""");
        var put = await parts.Here.ChannelEditor.PutAsync("ops", body, "ann", parts.None);
        Assert.True(put.Succeeded, put.Problem?.Detail);
        Assert.Equal("""{"to":"я"}""", (await parts.Here.Channels.GetAsync("ops", parts.None))!.Channel.Settings.GetRawText());
    }

    public void Dispose() => parts.Dispose();
}
