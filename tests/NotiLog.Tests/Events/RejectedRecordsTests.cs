using NotiLog.Events;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Events;

public sealed class RejectedRecordsTests : IAsyncDisposable
{
    private readonly AppParts app = new();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Pages_go_from_the_newest_over_the_days_to_the_oldest()
    {
        await RejectAsync([.. Enumerable.Range(0, 50).Select(n => (n, AppParts.Start.AddHours(-3 * n)))]);

        foreach (var limit in (int[])[1, 7, 50, 51])
            Assert.Equal(Enumerable.Range(0, 50).Select(n => (long)n), (await AllAsync(limit)).Select(one => one.Offset));
        Assert.Equal(Enumerable.Range(2, 8).Select(n => (long)n), (await AllAsync(3, AppParts.Start.AddHours(-27), AppParts.Start.AddHours(-3))).Select(one => one.Offset));
    }

    [Fact]
    public async Task A_cursor_of_another_query_is_refused()
    {
        await RejectAsync((1, AppParts.Start), (2, AppParts.Start));
        var page = await ListAsync(1, null);

        var other = await app.Get<RejectedRecords>().ListAsync(AppParts.Start.AddDays(-1), null, 1, page.NextCursor, CancellationToken.None);

        Assert.Equal(["cursor"], other.Problem?.Faults?.ByField.Keys);
    }

    [Fact]
    public async Task Errors_and_text_are_bounded()
    {
        var fields = string.Join(',', Enumerable.Range(0, 1000).Select(n => $"\"f{n}{new string('я', 200)}\":1"));
        await app.Get<RecordIngest>().IngestAsync(
            [.. Enumerable.Range(0, 120).Select(n => new EventRecord("t", 0, n, AppParts.Start, $"{{{fields}}}"))], CancellationToken.None);

        var all = await AllAsync(1000);
        Assert.Equal(120, all.Count);
        Assert.All(all, one => Assert.Equal((RejectedRecord.MostErrors, RejectedRecord.LongestBody), (one.Errors.Count, one.Body.Length)));
    }

    [Fact]
    public async Task They_go_with_the_events_of_their_day()
    {
        await RejectAsync((1, AppParts.Start));
        app.Time.Advance(TimeSpan.FromDays(31));
        await RejectAsync((2, app.Time.GetUtcNow()));
        await app.PassAsync();
        Assert.Equal([2, 1], (await AllAsync(10)).Select(one => one.Offset));

        app.Time.Advance(TimeSpan.FromDays(2));
        await app.PassAsync();

        Assert.Equal([2], (await AllAsync(10)).Select(one => one.Offset));
        Assert.Empty((await app.Tables.Open(RejectedRecord.TableName).QueryAsync(new(RejectedRecord.DayOf(AppParts.Start)), CancellationToken.None)).Rows);
    }

    private Task RejectAsync(params (int Offset, DateTimeOffset At)[] records) =>
        app.Get<RecordIngest>().IngestAsync([.. records.Select(one => new EventRecord("t", 0, one.Offset, one.At, "bad"))], CancellationToken.None);

    private async Task<RejectedPage> ListAsync(int limit, string? cursor, DateTimeOffset? from = null, DateTimeOffset? to = null) =>
        (await app.Get<RejectedRecords>().ListAsync(from, to, limit, cursor, CancellationToken.None)).Value;

    private async Task<List<RejectedRecord>> AllAsync(int limit, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var all = new List<RejectedRecord>();
        for (string? cursor = null; ;)
        {
            var page = await ListAsync(limit, cursor, from, to);
            all.AddRange(page.Items);
            if ((cursor = page.NextCursor) is null)
                return all;
        }
    }
}
