using NotiLog.Requests;
using NotiLog.Routing;

namespace NotiLog.Tests.Routing;

public sealed class RoutingEditorTests : IDisposable
{
    private const string All = """{"name":"all","match":[],"channels":[]}""";

    private readonly RoutingParts parts = new();

    [Fact]
    public async Task Version_0_is_there_from_the_start()
    {
        var start = await parts.Here.Store.CurrentAsync(parts.None);
        Assert.Equal((0, "\"v0\"", null, null), (start.Version, start.ETag, start.By, start.At));
        Assert.Empty(start.Document.Routes);
        Assert.Equal(start, await parts.Here.Store.GetAsync(0, parts.None));
        Assert.Null(await parts.Here.Store.GetAsync(1, parts.None));
        Assert.Null(await parts.Here.Store.GetAsync(-1, parts.None));
    }

    [Fact]
    public async Task Every_version_is_kept_with_who_and_when()
    {
        await parts.Here.PutRoutesAsync(All);
        parts.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await parts.Here.PutRoutesAsync(All, """{"name":"два","match":["host=\"web\""],"channels":[]}""");
        Assert.Equal((2, "\"v2\""), (second.Version, second.ETag));

        var store = parts.Another().Store;
        var first = await store.GetAsync(1, parts.None);
        var current = await store.CurrentAsync(parts.None);
        Assert.Equal((1, "ann", RoutingSamples.Noon), (first!.Version, first.By, first.At));
        Assert.Equal((2, "ann", RoutingSamples.Noon.AddMinutes(1)), (current.Version, current.By, current.At));
        Assert.Equal(["all", "два"], current.Document.Routes.Select(route => route.Name));
        Assert.Equal(second.Document.ToJson(), current.Document.ToJson());
    }

    [Theory]
    [InlineData(null, ProblemKind.PreconditionRequired)]
    [InlineData("", ProblemKind.PreconditionRequired)]
    [InlineData("*", ProblemKind.Invalid)]
    [InlineData("\"v1\"", ProblemKind.Stale)]
    [InlineData("\"v3\"", ProblemKind.Stale)]
    [InlineData("v2", ProblemKind.Stale)]
    [InlineData("W/\"v2\"", ProblemKind.Stale)]
    public async Task Only_the_ETag_in_force_may_replace_the_document(string? ifMatch, ProblemKind expected)
    {
        await parts.Here.PutRoutesAsync(All);
        await parts.Here.PutRoutesAsync(All);
        Assert.Equal(expected, (await ReplaceAsync(All, ifMatch)).Problem?.Kind);
        Assert.Equal(2, await parts.Here.Store.CurrentVersionAsync(parts.None));
    }

    [Fact]
    public async Task A_route_names_only_channels_that_exist()
    {
        const string told = """{"name":"a","match":[],"channels":["ops"]}""";
        var refused = await ReplaceAsync(told, "\"v0\"");
        Assert.Equal("routes[0].channels[0]", Assert.Single(refused.Problem!.Faults!.ByField).Key);
        await parts.Here.PutChannelAsync("ops");
        Assert.Equal(1, (await ReplaceAsync(told, "\"v0\"")).Value.Version.Version);
    }

    [Fact]
    public async Task One_of_20_writers_with_the_same_ETag_wins()
    {
        await parts.Here.PutRoutesAsync(All);
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writers = Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            var editor = parts.Another().Editor;
            await start.Task;
            var body = RoutingSamples.Json($$"""{"routes":[{"name":"w{{i}}","match":[],"channels":[]}]}""");
            return await editor.ReplaceAsync(body, "\"v1\"", $"w{i}", parts.None);
        })).ToList();
        start.SetResult();
        var results = await Task.WhenAll(writers);

        var winner = Assert.Single(results, result => result.Succeeded).Value.Version;
        Assert.All(results.Where(result => !result.Succeeded), result => Assert.Equal(ProblemKind.Stale, result.Problem!.Kind));
        var current = await parts.Here.Store.CurrentAsync(parts.None);
        Assert.Equal((2, winner.By), (current.Version, current.By));
        Assert.Equal(winner.By, Assert.Single(current.Document.Routes).Name);
        Assert.Null(await parts.Here.Store.GetAsync(3, parts.None));
    }

    [Fact]
    public async Task A_writer_overtaken_between_reading_and_writing_loses()
    {
        parts.Tables.BeforeNextCommitTo = ("routing", () => parts.Another().PutRoutesAsync(All));
        Assert.Equal(ProblemKind.Stale, (await ReplaceAsync("", "\"v0\"")).Problem?.Kind);
        Assert.Single((await parts.Here.Store.CurrentAsync(parts.None)).Document.Routes);
    }

    [Fact]
    public async Task A_document_as_large_as_a_row_is_stored_and_a_larger_one_is_a_fault()
    {
        string Routes(int count) => string.Join(',', Enumerable.Range(0, count).Select(i =>
            $$"""{"name":"r{{i}}","match":["message=\"{{new string('ж', 3900)}}\""],"channels":[]}"""));
        var stored = (await ReplaceAsync(Routes(122), "\"v0\"")).Value.Version;
        Assert.InRange(stored.Document.ToJson().Length, 490_000, RoutingEditor.LongestDocument);
        Assert.Equal(stored.Document.ToJson(), (await parts.Another().Store.CurrentAsync(parts.None)).Document.ToJson());

        var refused = await ReplaceAsync(Routes(130), "\"v1\"");
        Assert.Equal("routes", Assert.Single(refused.Problem!.Faults!.ByField).Key);
    }

    public void Dispose() => parts.Dispose();

    private Task<Result<RoutingWritten>> ReplaceAsync(string routes, string? ifMatch) =>
        parts.Here.Editor.ReplaceAsync(RoutingSamples.Json($$"""{"routes":[{{routes}}]}"""), ifMatch, "ann", parts.None);
}
