using NotiLog.Agents;
using NotiLog.Liveness;
using NotiLog.Requests;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Agents;

public sealed class AgentStripTests : IAsyncDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly AppParts app = new();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Shows_beats_and_the_worst_state_of_each_slot()
    {
        await app.PassAsync();
        var agent = await app.AgentAsync("""{"name":"web-1","heartbeatInterval":"1m","grace":"5m"}""");
        for (var i = 0; i < 30; i++)
        {
            await app.BeatAsync(agent);
            await app.PassTimeAsync(Minute, Minute / 2);
        }

        await app.PassTimeAsync(30 * Minute, Minute / 2);
        var slots = await SlotsAsync(agent);
        Assert.Equal(96, slots.Count);
        Assert.Equal(30, slots.Sum(slot => slot.Beats));
        Assert.Equal(
            [null, LifeState.Up, LifeState.Up, LifeState.Late, LifeState.Down, LifeState.Down],
            slots.TakeLast(6).Select(slot => slot.State));
    }

    [Fact]
    public async Task Days_that_are_over_stay_for_a_month()
    {
        await app.PassAsync();
        var agent = await app.AgentAsync("""{"name":"web-1","heartbeatInterval":"2h","grace":"2h"}""");
        for (var i = 0; i < 40 * 24; i++)
        {
            await app.BeatAsync(agent);
            await app.PassTimeAsync(TimeSpan.FromHours(1), Minute * 30);
        }

        Assert.InRange((await SlotsAsync(agent)).Sum(slot => slot.Beats), 23, 24);
        var month = await SlotsAsync(agent, ("from", $"{app.Time.GetUtcNow().AddDays(-31):O}"), ("to", $"{app.Time.GetUtcNow():O}"), ("slots", "31"));
        Assert.All(month.Skip(1), slot => Assert.InRange(slot.Beats, 23, 24));
        var rows = 0;
        await foreach (var _ in NotiLog.Tables.TableQueries.QueryAllAsync(app.Tables.Open("agents"), AgentHistory.RowsOf(agent.Id)))
            rows++;
        Assert.InRange(rows, 30, 32);
    }

    [Fact]
    public async Task Nothing_is_known_of_the_time_when_the_server_was_away_but_that_one_was_missed()
    {
        await app.PassAsync();
        var up = await app.AgentAsync("""{"name":"up","heartbeatInterval":"1m","grace":"1m"}""");
        var down = await app.AgentAsync("""{"name":"down","heartbeatInterval":"1m","grace":"1m"}""");
        await app.BeatAsync(down);
        await app.PassTimeAsync(5 * Minute, Minute / 2);
        await app.BeatAsync(up);
        app.Time.Advance(TimeSpan.FromHours(5));
        await app.PassAsync();
        await app.BeatAsync(up);
        Assert.Contains(LifeState.Up, (await SlotsAsync(up)).Select(slot => slot.State));
        Assert.InRange((await SlotsAsync(up)).Count(slot => slot.State is not null), 2, 4);
        Assert.InRange((await SlotsAsync(down)).Count(slot => slot.State == LifeState.Down), 20, 22);
    }

    [Fact]
    public async Task Names_what_is_wrong_with_a_query()
    {
        var faults = new Faults();
        app.Get<AgentStrip>().Read(new QueryFields([new("from", "2026-01-01T00:00:00Z"), new("to", "2026-06-01T00:00:00Z"), new("slots", "501")], faults), faults);
        Assert.Equal(["slots", "from"], faults.ByField.Keys);
        Assert.Null(await app.Get<AgentStrip>().SlotsAsync(Guid.NewGuid(), new(AppParts.Start, AppParts.Start.AddDays(1), 1), CancellationToken.None));
    }

    private async Task<IReadOnlyList<StripSlot>> SlotsAsync(Agent agent, params (string Name, string Value)[] query)
    {
        var faults = new Faults();
        var read = app.Get<AgentStrip>().Read(new QueryFields(query.Select(q => KeyValuePair.Create(q.Name, q.Value)), faults), faults);
        return (await app.Get<AgentStrip>().SlotsAsync(agent.Id, read.Value, CancellationToken.None))!;
    }
}
