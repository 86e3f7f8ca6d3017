using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.EndToEnd;

/// <summary>Lists, counts and triage over HTTP, on one engine.</summary>
public abstract class Reading(Installation installation)
{
    private readonly string service = $"read-{Guid.NewGuid():N}";

    private App App => installation.App;

    private string Mine => $"{Calls.Events}?service={service}";

    [Theory]
    [InlineData("desc")]
    [InlineData("asc")]
    public async Task Pages_have_neither_gaps_nor_repeats_while_events_arrive(string order)
    {
        var before = await App.IngestAsync([.. Enumerable.Range(0, 120).Select(n => Event($"before {n}"))]);
        using var enough = new CancellationTokenSource();
        var arrived = new ConcurrentBag<Guid>();
        var arriving = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                foreach (var id in await App.IngestAsync(Event("meanwhile"), Event("late", TimeProvider.System.GetUtcNow().AddMinutes(-1))))
                    arrived.Add(id);
            }
        });
        var pages = new List<JsonElement>();
        string? cursor = "";
        while (cursor is not null && pages.Count < 400)
        {
            var page = await App.GetAsync($"{Mine}&order={order}&limit=7{(cursor.Length == 0 ? "" : $"&cursor={cursor}")}");
            pages.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = Calls.Text(page, "nextCursor");
        }

        await enough.CancelAsync();
        await arriving;
        var ids = pages.ConvertAll(e => e.GetProperty("eventId").GetGuid());
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Empty(before.Except(ids));
        Assert.Empty(ids.Except(before).Except(arrived));
        var sorted = ids.ConvertAll(id => id.ToString()).Order(StringComparer.Ordinal);
        Assert.Equal(order == "asc" ? sorted : sorted.Reverse(), ids.ConvertAll(id => id.ToString()));
    }

    [Fact]
    public async Task Each_filter_finds_its_own()
    {
        var start = new DateTimeOffset(TimeProvider.System.GetUtcNow().AddMinutes(-10).Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
        object One(string message, int second, string level = "info", string host = "h1", string source = "s1", string environment = "e1", string kind = "log", string? requestId = null, string? correlationId = null, string? traceId = null, string? stackTrace = null) =>
            new { time = start.AddSeconds(second), level, message, service, host, source, environment, kind, requestId, correlationId, traceId, stackTrace };
        var ids = await App.IngestAsync(
            One("a", 0, level: "trace", host: "h2", requestId: "r"),
            One("b", 1, level: "warning", source: "s2", correlationId: "c"),
            One("c", 2, level: "error", environment: "e2", traceId: "t", stackTrace: "at Here(Сюда)"),
            One("d", 3, level: "critical", kind: "audit"));
        await App.Http.SendAsync(HttpMethod.Patch, $"{Calls.Events}/{ids[3]}", new { status = "closed" });
        string At(int second) => Uri.EscapeDataString(start.AddSeconds(second).ToString("O"));
        (string Filter, string Found)[] filters =
        [
            ("", "dcba"), ("order=asc", "abcd"), ("host=h2", "a"), ("host=h1,h2", "dcba"), ("source=s2", "b"), ("environment=e2", "c"), ("kind=audit", "d"),
            ("level=trace,critical", "da"), ("level=err", "c"), ("minLevel=warning", "dcb"), ("minLevel=error&level=info", ""), ("requestId=r", "a"), ("correlationId=c", "b"),
            ("traceId=t,u", "c"), ("status=closed", "d"), ("status=open", "cba"), ("q=B", "b"), ("q=%D1%81%D1%8E%D0%B4%D0%B0", "c"), ("q=nothing", ""),
            ($"from={At(1)}", "dcb"), ($"to={At(2)}", "ba"), ($"from={At(1)}&to={At(3)}", "cb"), ($"from={At(1)}&to={At(3)}&order=asc&limit=1", "bc"), ("agentId=nobody", ""),
        ];
        foreach (var (filter, found) in filters)
        {
            var messages = (await App.AllAsync($"{Mine}&{filter}")).Select(e => Calls.Text(e, "message"));
            Assert.True(found == string.Concat(messages), $"{filter}: {string.Concat(messages)} instead of {found}");
        }

        var facets = await App.GetAsync($"{Calls.Events}/facets?field=host&service={service}");
        Assert.Equal(["h1 3", "h2 1"], facets.GetProperty("values").EnumerateArray().Select(v => $"{Calls.Text(v, "value")} {v.GetProperty("count")}"));
        var histogram = await App.GetAsync($"{Calls.Events}/histogram?service={service}&buckets=1&minLevel=warning");
        Assert.Equal("""{"warning":1,"error":1,"critical":1}""", histogram.GetProperty("buckets")[0].GetProperty("counts").GetRawText());
    }

    [Fact]
    public async Task An_event_is_triaged_with_a_note_and_deleted()
    {
        var id = (await App.IngestAsync(Event("to be closed")))[0];
        var path = $"{Calls.Events}/{id}";
        await App.Http.SendAsync(HttpMethod.Patch, path, new { status = "acknowledged", note = "смотрю\nдальше" });
        var closed = await App.Http.SendAsync(HttpMethod.Patch, path, new { status = "closed" });
        Assert.Equal("closed", Calls.Text(closed, "status"));
        var stored = await App.GetAsync(path);
        Assert.Equal(["acknowledged смотрю\nдальше owner", "closed  owner"], stored.GetProperty("triage").EnumerateArray().Select(t => $"{Calls.Text(t, "status")} {Calls.Text(t, "note")} {Calls.Text(t, "by")}"));
        Assert.Equal(HttpStatusCode.NoContent, (await App.Http.DeleteAsync(path)).StatusCode);
        await BadInputTests.AssertRefusedAsync(await App.Http.GetAsync(path), 404);
        await BadInputTests.AssertRefusedAsync(await App.Http.DeleteAsync(path), 404);
        Assert.Empty(await App.AllAsync(Mine));
    }

    [Fact]
    public async Task The_overview_counts_what_came_in_and_readiness_names_what_it_leans_on()
    {
        var before = (await App.GetAsync("/api/v1/overview")).GetProperty("eventsByLevel").GetProperty("trace").GetInt32();
        await App.IngestAsync([.. Enumerable.Range(0, 5).Select(n => new { level = "trace", message = "counted", service })]);
        var overview = await App.GetAsync("/api/v1/overview");
        Assert.Equal(before + 5, overview.GetProperty("eventsByLevel").GetProperty("trace").GetInt32());
        Assert.Equal(24, overview.GetProperty("trend").GetArrayLength());
        Assert.Equal(["delivered", "failed", "pending", "retrying", "sending", "superseded"], overview.GetProperty("deliveriesByStatus").EnumerateObject().Select(s => s.Name).Order());

        var ready = await App.GetAsync("/api/health/ready");
        Assert.Equal("ready", Calls.Text(ready, "status"));
        Assert.Equal(0, ready.GetProperty("parkedBatches").GetInt32());
        Assert.Equal(
            ["email ok", "kafka ok", "signalr ok", "storage ok", "telegram ok"],
            ready.GetProperty("dependencies").EnumerateArray().Select(d => $"{Calls.Text(d, "name")} {Calls.Text(d, "state")}").Order());
    }

    private object Event(string message, DateTimeOffset? time = null) => new { time = time ?? TimeProvider.System.GetUtcNow(), level = "info", message, service };
}

[Collection(InstallationCollection.Name)]
public sealed class ReadingOnSqliteTests(SqliteInstallation installation) : Reading(installation);

[Collection(AzuriteCollection.Name)]
public sealed class ReadingOnAzuriteTests(AzuriteInstallation installation) : Reading(installation), IClassFixture<AzuriteInstallation>;
