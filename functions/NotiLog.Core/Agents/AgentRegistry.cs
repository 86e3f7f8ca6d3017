using NotiLog.Access;
using NotiLog.Liveness;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Agents;

/// <summary>Agents as they stand now, and their keys.</summary>
public sealed class AgentRegistry(AgentStore store, Clock clock, TimeProvider time) : IKeyHolders
{
    public string Prefix => AccessKey.AgentPrefix;

    /// <summary>In the order they were made.</summary>
    public async Task<Page<Agent>> ListAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var watchedSince = await clock.WatchedSinceAsync(cancellationToken);
        var page = await IdPages.ReadAsync(store.Table, AgentRows.Partition, request, cancellationToken);
        return page.Map(row => Shown(AgentRows.FromRow(row), watchedSince));
    }

    /// <summary>How many agents are in each state, states without one included.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = LifeStates.All.ToDictionary(state => state, _ => 0);
        var (now, watchedSince) = (time.GetUtcNow(), await clock.WatchedSinceAsync(cancellationToken));
        var query = new TableQuery(AgentRows.Partition) { To = IdPages.BehindAllIds, Select = [.. Life.Cells, .. Expectation.Cells] };
        await foreach (var row in store.Table.QueryAllAsync(query, cancellationToken))
            counts[Life.FromRow(row).Shown(now, watchedSince, Expectation.FromRow(row)).State.Name()]++;
        return counts;
    }

    /// <summary>The agent, or null.</summary>
    public async Task<Agent?> GetAsync(Guid id, CancellationToken cancellationToken) =>
        await store.ReadAsync(id, cancellationToken) is { } row ? Shown(AgentRows.FromRow(row), await clock.WatchedSinceAsync(cancellationToken)) : null;

    public async Task<KeyHolder?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(id, cancellationToken) is not { } row)
            return null;
        var caller = new Caller(CallerKind.Agent, id.ToString(), row.GetString("name") ?? "", Role.None, id);
        return new(id, caller, AgentRows.KeysOf(row));
    }

    /// <summary>Before that nobody listened: deadlines count from it.</summary>
    public ValueTask<DateTimeOffset> WatchedSinceAsync(CancellationToken cancellationToken) => clock.WatchedSinceAsync(cancellationToken);

    private Agent Shown(Agent agent, DateTimeOffset watchedSince) => agent with { Life = agent.Life.Shown(time.GetUtcNow(), watchedSince, agent.Expected) };
}
