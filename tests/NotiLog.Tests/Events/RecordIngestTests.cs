using NotiLog.Common;
using NotiLog.Events;
using NotiLog.Tables;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Events;

public sealed class RecordIngestTests : IAsyncDisposable
{
    private static readonly DateTimeOffset At = AppParts.Start.AddMinutes(-3);

    private readonly AppParts app = new();

    private string Today => EventKey.TableOf(app.Time.GetUtcNow());

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("""{"level":"info","message":"a"}""", "a")]
    [InlineData("\ufeff{\n  \"level\": \"info\",\n  \"message\": \"a\"\n}\n", "a")]
    [InlineData("""[{"level":"info","message":"a"},{"level":"info","message":"b"}]""", "ab")]
    [InlineData("{\"level\":\"info\",\"message\":\"a\"}\r\n\n{\"level\":\"info\",\"message\":\"b\"}", "ab")]
    [InlineData("{\"level\":\"info\",\"message\":\"a\"\n{\"level\":\"info\",\"message\":\"b\"}", "b")]
    public async Task A_record_is_one_object_an_array_or_lines(string value, string messages)
    {
        await IngestAsync(Record(7, value));

        Assert.Equal(messages, string.Concat((await app.ListAsync(("order", "asc"))).Select(e => e.Message)));
    }

    [Fact]
    public async Task What_the_client_leaves_out_is_taken_from_the_place_and_time_of_the_record()
    {
        var uuid = Uuid7.New(At.AddHours(-1));
        await IngestAsync(Record(41, $$"""
            {"level":"info","message":"bare"}
            {"level":"info","message":"own time","time":"2026-11-23T09:00:00Z"}
            {"level":"info","message":"own id","id":"client-1"}
            {"level":"info","message":"own uuid","id":"{{uuid}}"}
            """));

        var events = (await app.ListAsync()).ToDictionary(e => e.Message);
        Assert.Equal(("kafka:2:41:0", At, "app-logs", "app-logs"), (events["bare"].Id, events["bare"].Time, events["bare"].Source, events["bare"].Host));
        Assert.Equal(("kafka:2:41:1", DateTimeOffset.Parse("2026-11-23T09:00:00Z", null)), (events["own time"].Id, events["own time"].Time));
        Assert.Equal("client-1", events["own id"].Id);
        Assert.InRange(events["own id"].Time - At, TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
        Assert.Equal(Uuid7.TimeOf(uuid), events["own uuid"].Time);
        Assert.Empty(await RejectedAsync());
    }

    [Fact]
    public async Task A_record_delivered_again_in_other_company_stores_and_tells_nothing_twice()
    {
        await app.RouteAsync("""[{"name":"all","match":[],"channels":["ops"]}]""");
        EventRecord[] records = [.. Enumerable.Range(0, 30).Select(n => Record(n, n % 3 == 0 ? $"bad {n}" : $$"""[{"level":"info","message":"{{n}}"},{"level":"?"}]"""))];
        Assert.NotEmpty(await IngestAsync(records));
        var (events, rejected) = (await app.ListAsync(("kind", "log")), await RejectedAsync());

        app.Time.Advance(TimeSpan.FromMinutes(10));
        foreach (var some in records.Reverse().Chunk(7))
            Assert.Empty(await IngestAsync(some));

        Assert.Equal((20, 30), (events.Count, rejected.Count));
        Assert.Equal(events.Select(e => e.EventId), (await app.ListAsync(("kind", "log"))).Select(e => e.EventId));
        Assert.Equal(rejected.Select(one => one.Id), (await RejectedAsync()).Select(one => one.Id));
    }

    [Fact]
    public async Task The_same_offset_of_another_partition_or_topic_is_another_event()
    {
        var one = Record(1, """{"level":"info","message":"same"}""");
        await IngestAsync(one, one with { Partition = 3 }, one with { Topic = "other" });

        Assert.Equal(3, (await app.ListAsync()).Count);
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("\u0000\ufffd\ufffd", "body")]
    [InlineData("[]", "body")]
    [InlineData("""{"level":"info",""", "body")]
    [InlineData("{\n \"level\": \"info\"\n \"message\": \"no comma\"\n}", "body")]
    [InlineData("17", "event")]
    [InlineData("""{"level":"info","message":"m","more":1}""", "more")]
    [InlineData("""{"level":"info","message":"m","time":"2020-01-01T00:00:00Z"}""", "time")]
    public async Task What_is_wrong_is_listed_once_with_the_field_and_the_text(string value, string field)
    {
        await IngestAsync(Record(5, value), Record(6, """{"level":"info","message":"the next"}"""));

        var rejected = Assert.Single(await RejectedAsync());
        Assert.Equal([field], rejected.Errors.Keys);
        Assert.Equal(("kafka:app-logs", "app-logs", 2, 5L, value, At), (rejected.Source, rejected.Topic, rejected.Partition, rejected.Offset, rejected.Body, rejected.At));
        Assert.Equal(field == "body" ? null : 0, rejected.Index);
        Assert.Equal("the next", Assert.Single(await app.ListAsync()).Message);
    }

    [Fact]
    public async Task Each_bad_event_of_a_record_is_listed_with_its_own_text()
    {
        await IngestAsync(Record(1, "[1, {\"level\":\"info\",\"message\":\"ok\"}, {\"level\":\"x\",\"message\":\"y\"}]"), Record(2, "\u00a0\n{\"level\":\"info\",\"message\":\"ok\"}\nbad"));

        Assert.Equal(
            ["1/0 1", "1/2 {\"level\":\"x\",\"message\":\"y\"}", "2/0 \u00a0", "2/2 bad"],
            (await RejectedAsync()).Select(one => $"{one.Offset}/{one.Index} {one.Body}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Tombstones_are_passed_over_and_records_beyond_the_limits_refused()
    {
        await IngestAsync(Record(1, null), Record(2, new string(' ', IngestBody.LargestBody + 1)), Record(3, $"[{string.Join(',', Enumerable.Repeat("{}", 5001))}]"));

        Assert.Equal(["must be at most 4 MiB", "must hold at most 5000 events"], (await RejectedAsync()).Select(one => Assert.Single(one.Errors["body"])).Order());
        Assert.All(await RejectedAsync(), one => Assert.Equal(RejectedRecord.LongestBody, one.Body.Length));
    }

    [Fact]
    public async Task A_record_without_a_timestamp_needs_the_events_own()
    {
        await IngestAsync(Record(1, """{"level":"info","message":"m"}""") with { Time = null }, Record(2, """{"level":"info","message":"m","time":"2026-11-23T09:00:00Z"}""") with { Time = null });

        Assert.Equal("2026-11-23T09:00:00Z", Assert.Single(await app.ListAsync()).Time.ToString("yyyy-MM-ddTHH:mm:ssZ", null));
        var rejected = Assert.Single(await RejectedAsync());
        Assert.Equal(("time", new DateTimeOffset(AppParts.Start.Date, TimeSpan.Zero)), (Assert.Single(rejected.Errors.Keys), rejected.At));
    }

    [Fact]
    public async Task Without_storage_it_throws_and_a_later_delivery_stores_all_of_it()
    {
        EventRecord[] records = [Record(1, """{"level":"info","message":"m"}"""), Record(2, "bad")];
        app.Tables.Down = true;
        await Assert.ThrowsAsync<TablesUnavailableException>(() => IngestAsync(records));
        app.Tables.Down = false;
        app.Tables.BeforeCommitTo = (RejectedRecord.TableName, () => throw new TablesUnavailableException("down"));
        await Assert.ThrowsAsync<TablesUnavailableException>(() => IngestAsync(records));

        await IngestAsync(records);

        Assert.Single(await app.ListAsync());
        Assert.Single(await RejectedAsync());
    }

    [Fact]
    public async Task What_storage_refuses_holds_up_no_other_event()
    {
        app.Tables.BeforeCommitTo = (Today, () => throw new ArgumentException("a limit"));
        await IngestAsync(Record(1, """{"level":"info","message":"poison"}"""));
        app.Tables.BeforeCommitTo = (Today, () => throw new ArgumentException("a limit"));
        await IngestAsync(Record(2, """{"level":"info","message":"a"}"""), Record(3, "[7,8]"), Record(4, """{"level":"info","message":"b"}"""));

        Assert.Equal(["a", "b"], (await app.ListAsync()).Select(e => e.Message).Order());
        Assert.Equal(["1 cannot be stored; the log says why", "3 must be a JSON object", "3 must be a JSON object"], (await RejectedAsync()).Select(one => $"{one.Offset} {Assert.Single(one.Errors["event"])}").Order());
    }

    private static EventRecord Record(long offset, string? value) => new("app-logs", 2, offset, At, value);

    private Task<IReadOnlyList<RouteMessage>> IngestAsync(params EventRecord[] records) => app.Get<RecordIngest>().IngestAsync(records, CancellationToken.None);

    private async Task<IReadOnlyList<RejectedRecord>> RejectedAsync() =>
        (await app.Get<RejectedRecords>().ListAsync(null, null, 1000, null, CancellationToken.None)).Value.Items;
}
