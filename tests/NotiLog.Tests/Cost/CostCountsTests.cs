using NotiLog.Events;
using NotiLog.Tables;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Cost;

public sealed class CostCountsTests : IAsyncLifetime
{
    private const string Unmatched = """{"level":"info","message":"nothing to tell","service":"payments"}""";
    private const string Matched = """{"level":"error","message":"payment failed","service":"payments"}""";

    private CostMeter meter = null!;

    public async Task InitializeAsync() => meter = await CostMeter.StartAsync(new MemoryTables());

    public async Task DisposeAsync() => await meter.DisposeAsync();

    [Fact]
    public async Task A_day_in_which_nothing_happens_costs_its_passes()
    {
        await meter.PassAsync(2 * CostCounts.PassesAnHour);

        var day = await meter.MeasureAsync(() => meter.PassAsync(24 * CostCounts.PassesAnHour));

        Assert.Equal((24 * CostCounts.PassesAnHour, 0), (day.Executions, day.Messages));
        AssertAtMost(24 * CostCounts.PassesAnHour * CostCounts.QuietPass, day.Transactions);
    }

    [Fact]
    public async Task An_event_that_nobody_wants_is_one_transaction_and_one_execution()
    {
        var cold = await meter.MeasureAsync(() => meter.IngestAsync(Unmatched));
        var warm = await meter.MeasureAsync(() => meter.IngestAsync(Unmatched));

        Assert.Equal(new Spent(1 + CostCounts.ColdReads, 1, 0), cold);
        Assert.Equal(new Spent(1, 1, 0), warm);
    }

    [Theory]
    [InlineData(CostCounts.EventsACommit, 1)]
    [InlineData(100, 2)]
    [InlineData(10 * CostCounts.EventsACommit, 10)]
    public async Task A_batch_that_nobody_wants_is_a_transaction_for_98_events(int events, int transactions)
    {
        await meter.IngestAsync(Unmatched);

        var batch = await meter.MeasureAsync(() => meter.IngestAsync(Enumerable.Repeat(Unmatched, events)));

        Assert.Equal(new Spent(transactions, 1, 0), batch);
    }

    [Fact]
    public async Task A_batch_whose_events_match_is_one_message_for_98_events()
    {
        await meter.IngestAsync(Matched);

        var batch = await meter.MeasureAsync(() => meter.IngestAsync(Enumerable.Repeat(Matched, CostCounts.EventsACommit)));

        Assert.Equal(new Spent(1, 1, 1), batch);
    }

    [Fact]
    public async Task An_episode_of_ten_matched_requests_is_routed_ten_times_and_told_twice()
    {
        await MarkAsync();
        var quiet = await meter.MeasureAsync(() => meter.PassAsync(40));

        var requests = default(Spent);
        var episode = await meter.MeasureAsync(async () =>
        {
            for (var i = 0; i < CostCounts.EpisodeRequests; i++)
            {
                IReadOnlyList<string> hints = [];
                requests = (requests ?? new(0, 0, 0)) + await meter.MeasureAsync(async () => hints = await meter.IngestAsync(Matched));
                await meter.DeliverAsync(await meter.RouteAsync(hints));
                meter.Time.Advance(TimeSpan.FromSeconds(11));
            }

            await meter.PassAsync(40);
        });

        var beside = episode - quiet - requests!;
        Assert.Equal(2, meter.Sent);
        Assert.Equal(CostCounts.EpisodeExecutions, beside.Executions);
        Assert.Equal(CostCounts.EpisodeMessages, beside.Messages + requests!.Messages);
        AssertAtMost(CostCounts.EpisodeTransactions, beside.Transactions);
    }

    [Fact]
    public async Task Within_an_hour_of_a_match_a_pass_looks_at_the_outbox()
    {
        await MarkAsync();

        var passes = await meter.MeasureAsync(() => meter.PassAsync(40));

        AssertAtMost(40 * CostCounts.BusyPass, passes.Transactions);
        Assert.True(passes.Transactions > 40 * CostCounts.QuietPass, $"{passes}");
    }

    [Fact]
    public async Task A_heartbeat_and_the_watch_over_it_are_a_handful_of_transactions()
    {
        await meter.PassAsync(2 * CostCounts.PassesAnHour);
        var quiet = await meter.MeasureAsync(() => meter.PassAsync(2 * 20));
        var key = await meter.AgentAsync("1m");
        await BeatAsync(key, minutes: 90);

        var beats = default(Spent);
        var all = await meter.MeasureAsync(async () => beats = await BeatAsync(key, minutes: 20));

        AssertAtMost(20 * CostCounts.Heartbeat, beats!.Transactions);
        AssertAtMost(20 * CostCounts.AgentMinute, (all - beats! - quiet).Transactions);
    }

    [Fact]
    public async Task An_event_and_its_receipt_take_no_more_room_than_the_page_says()
    {
        var text = $$"""{"id":"{{Guid.NewGuid()}}","time":"2026-11-23T10:15:30.123456Z","level":"info","message":"{{new string('m', 100)}}","host":"web-1","service":"payments","source":"worker","environment":"production"}""";
        await meter.IngestAsync(Enumerable.Repeat(text, 1));

        var rows = meter.Tables.Commits.Last(commit => commit.Table.StartsWith(EventKey.TablePrefix, StringComparison.Ordinal)).Writes.Select(write => write.Row).ToList();

        Assert.InRange(BytesOf(rows[0]), CostCounts.EventBytes / 2, CostCounts.EventBytes);
        Assert.InRange(BytesOf(rows[1]), CostCounts.ReceiptBytes / 2, CostCounts.ReceiptBytes);
    }

    /// <summary>What the beats spend; two passes a minute run beside them.</summary>
    private async Task<Spent> BeatAsync(string key, int minutes)
    {
        var beats = new Spent(0, 0, 0);
        for (var i = 0; i < minutes; i++)
        {
            await meter.PassAsync(1);
            meter.Time.Advance(TimeSpan.FromSeconds(25));
            beats += await meter.MeasureAsync(() => meter.BeatAsync(key));
            await meter.PassAsync(1, TimeSpan.FromSeconds(5));
        }

        return beats;
    }

    /// <summary>An event that matched an hour ago at most, with everything that it led to over.</summary>
    private async Task MarkAsync()
    {
        await meter.DeliverAsync(await meter.RouteAsync(await meter.IngestAsync("""{"level":"error","message":"m","service":"other"}""")));
        await meter.PassAsync(24);
        meter.Forget();
    }

    private static void AssertAtMost(int most, int spent) => Assert.InRange(spent, most / 2, most);

    /// <summary>As Azure tables count: 4 bytes, keys and names in UTF-16, 8 bytes for each cell and its value.</summary>
    private static int BytesOf(TableRow row) => 4 + (2 * (row.PartitionKey.Length + row.RowKey.Length)) + row.Cells.Sum(cell => 8 + (2 * cell.Key.Length) + cell.Value switch
    {
        string text => (2 * text.Length) + 4,
        byte[] bytes => bytes.Length + 4,
        bool => 1,
        _ => 8,
    });
}
