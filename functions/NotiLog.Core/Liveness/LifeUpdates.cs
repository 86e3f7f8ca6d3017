using Microsoft.Extensions.Logging;
using NotiLog.Events;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Liveness;

/// <summary>Whose row it is.</summary>
/// <param name="LookKind">Of due-rows that look at its deadlines.</param>
/// <param name="TellKind">Of due-rows that see to it that what waits in the row is told.</param>
/// <param name="Reference">By which due-rows name it.</param>
/// <param name="Sender">Of its events.</param>
/// <param name="EventId">What the ids of its events begin with.</param>
internal sealed record LifeOwner(string LookKind, string TellKind, string Reference, Sender Sender, string EventId);

/// <summary>
/// Changes of rows with a life. A change that is told of lies in the row with the event that tells it; the event is stored next and then leaves the row,
/// and until then whoever touches the row does the same: it is told once, whoever dies when.
/// </summary>
public sealed class LifeUpdates(DueTable dueTable, EventIngest ingest, Clock clock, DispatchContext context)
{
    internal DateTimeOffset Now => context.Time.GetUtcNow();

    /// <summary>Before that nobody listened.</summary>
    internal ValueTask<DateTimeOffset> WatchedSinceAsync(CancellationToken cancellationToken) => clock.WatchedSinceAsync(cancellationToken);

    /// <summary>Commits a turn and tells what it raised; false when another was first. When storage fails behind the commit the change is made all the same, and the schedule tells it.</summary>
    internal async Task<bool> CommitAsync(KnownRows rows, LifeOwner owner, LifeTurn turn, Outgoing outgoing, CancellationToken cancellationToken)
    {
        if (turn.Arm() is { } look)
            await dueTable.AddAsync(new DueRow(look, owner.LookKind, owner.Reference), cancellationToken);
        var telling = turn.Raises ? new DueRow(turn.Now + context.Options.HintAfter, owner.TellKind, owner.Reference) : null;
        if (telling is not null)
            await dueTable.AddAsync(telling, cancellationToken);
        if (await rows.CommitAsync(turn.Writes(), cancellationToken) is not { } written)
            return false;
        try
        {
            if (await TellAsync(rows, owner, written, outgoing, CancellationToken.None) && telling is not null)
                await dueTable.TidyAsync(telling, CancellationToken.None);
        }
        catch (TablesUnavailableException e)
        {
            context.Logger.LogWarning("What has become of {Kind} {Reference} is told later by the schedule ({Reason})", owner.LookKind, owner.Reference, e.Message);
        }

        return true;
    }

    /// <summary>
    /// Stores the events that wait in a row as read and takes them out of it; false when somebody came between, who has to do it again.
    /// </summary>
    /// <exception cref="TablesUnavailableException">They wait on.</exception>
    internal async Task<bool> TellAsync(KnownRows rows, LifeOwner owner, TableRow row, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var waiting = RaisedEvent.In(row);
        if (waiting.Count == 0)
            return true;
        var answer = await ingest.RaiseAsync(waiting.Select(told => told.ToOwn(owner.EventId)), owner.Sender, cancellationToken);
        foreach (var hint in answer.Hints)
            outgoing.Add(OutboxSweep.Queue, hint.ToJson());
        foreach (var (index, _) in answer.Rejected)
            context.Logger.LogWarning("Not told any more, since it is older than events are kept: {Message}", waiting[index].Message);
        return await rows.CommitAsync([TableWrite.Update(RaisedEvent.Put(row.Copy(), []), row.ETag!)], cancellationToken) is not null;
    }
}
