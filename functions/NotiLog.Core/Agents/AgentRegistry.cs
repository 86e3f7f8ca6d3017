using NotiLog.Access;
using NotiLog.Common;
using NotiLog.Requests;
using NotiLog.Tables;

namespace NotiLog.Agents;

/// <summary>Agents and their keys. Every change is won by ETag against the other writers of the row (heartbeats, sweeps), or read and tried again.</summary>
public sealed class AgentRegistry(ITables tables, KeyCache cache, TimeProvider time) : IKeyHolders
{
    /// <summary>How long the key before a new one is still accepted.</summary>
    public static readonly TimeSpan KeyOverlap = TimeSpan.FromHours(1);

    private const int Tries = 8;

    private readonly ITable table = tables.Open(AgentRows.Table);

    public string Prefix => AccessKey.AgentPrefix;

    /// <summary>The agent with its key; a <see cref="ProblemKind.Conflict"/> when the name is taken.</summary>
    public async Task<Result<Issued<Agent>>> CreateAsync(AgentRequest request, Caller by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var agent = new Agent(Uuid7.New(now), request.Name, AgentState.New, request.HeartbeatInterval, request.Grace, now, by.Name, null);
        var key = AccessKey.New(Prefix, agent.Id, out var hash);
        var commit = await table.CommitAsync(
            [TableWrite.Insert(AgentRows.ToRow(agent, hash)), TableWrite.Insert(AgentRows.NameRow(agent.Name, agent.Id))], cancellationToken);
        return commit.Committed
            ? new Issued<Agent>(agent, key)
            : new Problem(ProblemKind.Conflict, "An agent of this name exists already; names are unique, upper and lower case being the same.");
    }

    /// <summary>In the order they were made.</summary>
    public async Task<Page<Agent>> ListAsync(PageRequest request, CancellationToken cancellationToken) =>
        (await IdPages.ReadAsync(table, AgentRows.Partition, request, cancellationToken)).Map(AgentRows.FromRow);

    /// <summary>How many agents are in each state, states without one included.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = Enum.GetNames<AgentState>().ToDictionary(state => state.ToLowerInvariant(), _ => 0);
        for (PageRequest? next = new(PageRequest.HighestLimit); next is not null;)
        {
            var page = await ListAsync(next, cancellationToken);
            foreach (var agent in page.Items)
                counts[agent.State.ToString().ToLowerInvariant()]++;
            next = page.NextCursor is { } cursor ? next with { From = Guid.ParseExact(cursor, "N") } : null;
        }

        return counts;
    }

    /// <summary>The agent, or null.</summary>
    public async Task<Agent?> GetAsync(Guid id, CancellationToken cancellationToken) =>
        await FindRowAsync(id, cancellationToken) is { } row ? AgentRows.FromRow(row) : null;

    /// <summary>Ends the agent, its keys and the reservation of its name. Null when done, else the problem.</summary>
    public async Task<Problem?> DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        var changed = await ChangeAsync(
            id,
            row => [TableWrite.Delete(AgentRows.Partition, row.RowKey, row.ETag), TableWrite.Delete(AgentRows.Partition, AgentRows.NameKeyOf(row.GetString("name") ?? ""))],
            cancellationToken);
        return changed.Problem;
    }

    /// <summary>A new key; the one before works for <see cref="KeyOverlap"/> more, one before that no longer.</summary>
    public async Task<Result<Issued<Agent>>> RotateKeyAsync(Guid id, CancellationToken cancellationToken)
    {
        var key = AccessKey.New(Prefix, id, out var hash);
        var changed = await ChangeAsync(
            id,
            row => [TableWrite.Update(AgentRows.Rotate(row, hash, time.GetUtcNow() + KeyOverlap), row.ETag!)],
            cancellationToken);
        return changed.Problem is { } problem ? problem : new Issued<Agent>(AgentRows.FromRow(changed.Value), key);
    }

    public async Task<KeyHolder?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await FindRowAsync(id, cancellationToken) is not { } row)
            return null;
        var caller = new Caller(CallerKind.Agent, id.ToString(), row.GetString("name") ?? "", Role.None, id);
        return new(id, caller, AgentRows.KeysOf(row));
    }

    /// <summary>Commits what <paramref name="writes"/> makes of the row as read, and again from the start when another writer was first.</summary>
    private async Task<Result<TableRow>> ChangeAsync(Guid id, Func<TableRow, IReadOnlyList<TableWrite>> writes, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Tries; i++)
        {
            if (await FindRowAsync(id, cancellationToken) is not { } row)
                return Problem.NotFound("There is no such agent.");
            if (await CommitAsync(id, writes(row), cancellationToken))
                return row;
        }

        return new Problem(ProblemKind.Conflict, "The agent is being changed by others; try again.");
    }

    /// <summary>Forgets in any case: a commit without an answer may have happened.</summary>
    private async Task<bool> CommitAsync(Guid id, IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
    {
        try
        {
            return (await table.CommitAsync(writes, cancellationToken)).Committed;
        }
        finally
        {
            cache.Forget(id);
        }
    }

    private Task<TableRow?> FindRowAsync(Guid id, CancellationToken cancellationToken) =>
        table.GetAsync(AgentRows.Partition, AgentRows.KeyOf(id), cancellationToken);
}
