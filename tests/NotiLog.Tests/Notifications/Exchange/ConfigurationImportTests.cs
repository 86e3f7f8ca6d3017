using System.Text.Json;
using System.Text.Json.Nodes;
using NotiLog.Notifications;
using NotiLog.Notifications.Exchange;
using NotiLog.Requests;
using NotiLog.Tests.Routing;

namespace NotiLog.Tests.Notifications.Exchange;

public sealed class ConfigurationImportTests : IDisposable
{
    private const string Ops = """{"name":"ops","type":"telegram","telegram":{"to":"1"},"fallback":"mail","language":"ru","timeZone":"Europe/Moscow"}""";
    private const string Mail = """{"name":"mail","type":"email","email":{"to":"a@example.org"},"enabled":false}""";
    private const string All = """{"name":"all","match":["service=~\"pay.*\"","level>=error"],"channels":["ops","mail"],"groupBy":["service"],"groupWait":"30s"}""";
    private const string Rest = """{"name":"rest","match":[],"channels":[]}""";

    private readonly RoutingParts parts = new();

    public void Dispose() => parts.Dispose();

    [Fact]
    public async Task What_is_exported_makes_the_same_of_an_empty_installation_as_json_and_as_yaml()
    {
        await ImportAsync(Document([Ops, Mail], [All, Rest]));
        var exported = await ExportAsync(parts);
        Assert.Equal(["version", "channels", "routing"], exported.Select(member => member.Key));
        Assert.Equal(["mail", "ops"], exported["channels"]!.AsArray().Select(channel => (string?)channel!["name"]));
        Assert.DoesNotContain("\"by\"", exported.ToJsonString());
        foreach (var text in (string[])[exported.ToJsonString(), JsonOf(YamlWriter.Write(exported))])
        {
            using var empty = new RoutingParts();
            var answer = await ImportAsync(text, on: empty);
            Assert.Equal(["mail", "ops", "all", "rest"], [.. answer.Channels.Added, .. answer.Routing.Added]);
            Assert.Equal(exported.ToJsonString(), (await ExportAsync(empty)).ToJsonString());
        }
    }

    [Fact]
    public async Task A_dry_run_answers_the_difference_and_writes_nothing_and_the_run_after_it_the_same()
    {
        await ImportAsync(Document([Ops, Mail], [All, Rest, """{"name":"gone","match":[],"channels":[]}"""]));
        var before = (await ExportAsync(parts)).ToJsonString();
        var next = Document(
            [Ops.Replace("\"ru\"", "\"en\"", StringComparison.Ordinal).Replace("\"mail\"", "\"new\"", StringComparison.Ordinal), """{"name":"new","type":"email","email":{"to":"b"}}"""],
            [Rest, All.Replace("""["ops","mail"]""", """["new"]""", StringComparison.Ordinal), """{"name":"first","match":[],"channels":["ops"]}"""]);

        var planned = await ImportAsync(next, dryRun: true);
        Assert.Equal(before, (await ExportAsync(parts)).ToJsonString());
        Assert.Equal(["new", "mail"], [.. planned.Channels.Added, .. planned.Channels.Removed]);
        var changed = Assert.Single(planned.Channels.Changed);
        Assert.Equal(("ops", "mail", "new"), (changed.Name, (string?)changed.Before["fallback"], (string?)changed.After["fallback"]));
        Assert.Equal(["first", "gone"], [.. planned.Routing.Added, .. planned.Routing.Removed]);
        Assert.Equal((0, 1, true), (planned.Channels.Unchanged, planned.Routing.Unchanged, planned.Routing.Moved));
        Assert.Equal("all", Assert.Single(planned.Routing.Changed).Name);

        var done = await ImportAsync(next);
        Assert.Equal(Text(planned with { DryRun = false }), Text(done));
        var version = await parts.Here.Store.CurrentVersionAsync(parts.None);
        var again = await ImportAsync(next);
        Assert.Equal((2, 3, false), (again.Channels.Unchanged, again.Routing.Unchanged, again.Routing.Moved));
        Assert.Equal(version, await parts.Here.Store.CurrentVersionAsync(parts.None));
    }

    [Fact]
    public async Task A_missing_section_is_left_alone()
    {
        await ImportAsync(Document([Ops, Mail], [All]));
        await ImportAsync("""{"routing":{"routes":[]}}""");
        Assert.Equal(2, (await parts.Here.Channels.ListAsync(parts.None)).Count);
        await ImportAsync($$"""{"channels":[{{Mail}}],"routing":null}""");
        Assert.Equal("mail", Assert.Single(await parts.Here.Channels.ListAsync(parts.None)).Channel.Name);
        await ImportAsync("""{"channels":[]}""");
        Assert.Empty(await parts.Here.Channels.ListAsync(parts.None));
    }

    [Fact]
    public async Task Everything_is_named_by_its_path_and_nothing_is_written()
    {
        await ImportAsync(Document([Ops, Mail], [All]));
        var before = (await ExportAsync(parts)).ToJsonString();
        var faults = await FaultsAsync("""
            {"version":2,"more":1,
             "channels":[{"name":"a","type":"telegram","telegram":{"to":"1"},"fallback":"b"},
                         {"name":"b","type":"telegram","telegram":{"to":7,"cc":"x"},"fallback":"c"},
                         {"name":"c","type":"telegram","telegram":{"to":"1"},"fallback":"a"},
                         {"name":"a","type":"kafka","kafka":{"to":"1"}},
                         {"name":"D","type":"pigeon","fallback":"nobody","enabled":"no"}, "x", {}],
             "routing":{"routes":[{"name":"r","match":["level>=error","nonsense"],"channels":["a","ops"]}],"by":"x"}}
            """);
        foreach (var path in (string[])["version", "more", "channels[0].fallback", "channels[1].telegram.to", "channels[1].telegram.cc", "channels[1].fallback",
            "channels[2].fallback", "channels[3].name", "channels[3].type", "channels[4].name", "channels[4].type", "channels[4].fallback", "channels[4].enabled",
            "channels[5]", "channels[6].name", "routing.routes[0].match[1]", "routing.routes[0].channels[1]", "routing.by"])
            Assert.Contains(path, faults.Keys);
        Assert.Contains("a -> b -> c -> a", faults["channels[0].fallback"][0]);
        Assert.Equal(before, (await ExportAsync(parts)).ToJsonString());
    }

    [Theory]
    [InlineData("[]", "body")]
    [InlineData("{}", "body")]
    [InlineData("""{"channels":{}}""", "channels")]
    [InlineData("""{"routing":[]}""", "routing")]
    [InlineData("""{"channels":[]}""", "channels")]
    public async Task What_makes_no_sense_is_refused(string body, string path)
    {
        await ImportAsync(Document([Ops, Mail], [All]));
        var faults = await FaultsAsync(body);
        Assert.Contains(path, faults.Keys);
        if (body == """{"channels":[]}""")
            Assert.Contains(faults["channels"], fault => fault.Contains("'ops', which is told by the routes all", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_channels_in_long_chains_are_written_and_removed()
    {
        var chain = Enumerable.Range(0, 230).Select(i => LinkOf((i * 7) % 230)).ToArray();
        Assert.Equal(230, (await ImportAsync(Document(chain, []))).Channels.Added.Count);
        Assert.Equal(229, (await ImportAsync(Document(["""{"name":"c9","type":"telegram","telegram":{"to":"1"}}"""], []))).Channels.Removed.Count);
        Assert.Equal("c9", Assert.Single(await parts.Another().Channels.ListAsync(parts.None)).Channel.Name);
    }

    [Fact]
    public async Task Who_loses_a_race_learns_it_and_the_same_import_again_does_the_rest()
    {
        await ImportAsync(Document([Ops, Mail], [All]));
        var next = Document([Mail], [Rest]).Replace("a@example.org", "b@example.org", StringComparison.Ordinal);
        var other = parts.Another();
        parts.Tables.BeforeNextCommitTo = ("channels", () => other.PutChannelAsync("spare"));
        Assert.Equal(ProblemKind.Conflict, (await RunAsync(next, false)).Problem!.Kind);

        parts.Tables.BeforeNextCommitTo = ("channels", () => other.PutRoutesAsync());
        Assert.Equal(ProblemKind.Stale, (await RunAsync(next, false)).Problem!.Kind);
        var answer = await ImportAsync(next);
        Assert.Equal(["ops", "spare", "rest"], [.. answer.Channels.Removed, .. answer.Routing.Added]);
        Assert.Equal(1, answer.Channels.Unchanged);
        Assert.Equal("mail", Assert.Single(await other.Channels.ListAsync(parts.None)).Channel.Name);
    }

    [Fact]
    public async Task A_channel_without_its_transport_may_stay_but_not_come()
    {
        await ImportAsync(Document([Mail], []));
        const string Topic = """{"name":"topic","type":"kafka","kafka":{"to":"1"}}""";
        Assert.Contains("the setting Kafka:BootstrapServers is missing", (await FaultsAsync(Document([Mail, Topic], [])))["channels[1].type"][0]);
        var configured = new ChannelEditor(parts.Here.Channels, parts.Here.Directory, parts.Here.Store, [new PlainTransport("kafka")], parts.Here.Audit);
        await configured.PutAsync("topic", RoutingSamples.Json("""{"type":"kafka","kafka":{"to":"1"}}"""), "ann", parts.None);
        Assert.Equal(2, (await ImportAsync(Document([Mail, Topic], []))).Channels.Unchanged);
        Assert.Contains("channels[1].type", (await FaultsAsync(Document([Mail, Topic.Replace("\"1\"", "\"2\"", StringComparison.Ordinal)], []))).Keys);
    }

    /// <summary>Falls back on the one before it.</summary>
    private static string LinkOf(int i)
    {
        var fallback = i == 0 ? "null" : $"\"c{i - 1}\"";
        return $$"""{"name":"c{{i}}","type":"telegram","telegram":{"to":"1"},"fallback":{{fallback}},"enabled":true}""";
    }

    private static string Document(string[] channels, string[] routes) =>
        $$"""{"channels":[{{string.Join(',', channels)}}],"routing":{"routes":[{{string.Join(',', routes)}}]} }""";

    private async Task<ImportAnswer> ImportAsync(string document, bool dryRun = false, RoutingParts? on = null)
    {
        var result = await RunAsync(document, dryRun, on);
        Assert.True(result.Succeeded, result.Problem?.Detail + Text(result.Problem?.Faults?.ByField));
        return result.Value;
    }

    private async Task<IReadOnlyDictionary<string, List<string>>> FaultsAsync(string document) => (await RunAsync(document, false)).Problem!.Faults!.ByField;

    private Task<Result<ImportAnswer>> RunAsync(string document, bool dryRun, RoutingParts? on = null)
    {
        var here = (on ?? parts).Here;
        IChannelTransport[] transports = [new PlainTransport("telegram"), new PlainTransport("email"), new PlainTransport("kafka") { MissingSetting = "Kafka:BootstrapServers" }];
        var import = new ConfigurationImport(new ImportPlanner(here.Channels, here.Store, transports), here.ChannelEditor, here.Editor);
        return import.RunAsync(RoutingSamples.Json(document), dryRun, "ann", parts.None);
    }

    private static Task<JsonObject> ExportAsync(RoutingParts of) => new ConfigurationExport(of.Here.Channels, of.Here.Store).RunAsync(CancellationToken.None);

    private static string JsonOf(byte[] yaml)
    {
        using var read = YamlReader.Read(yaml).Value;
        return read.RootElement.GetRawText();
    }

    private static string Text<T>(T value) => JsonSerializer.Serialize(value);
}
