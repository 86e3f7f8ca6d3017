using Microsoft.Extensions.Logging;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Events;

/// <summary>
/// Tells of changes by events of the kind <c>audit</c>, each exactly once: a change is announced in the schedule, committed together with
/// the row that holds its entry, and told at once; when that fails, or the process dies, the schedule tells it.
/// </summary>
public sealed class AuditLog(ITables tables, DueTable dueTable, EventIngest ingest, IEventInterest interest, DispatchContext context) : IDueWork
{
    public const string Service = "notilog";

    private static readonly Sender Self = new(Service, Service);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>By then a commit has happened or never will.</summary>
    private static readonly TimeSpan CommitsSettled = TimeSpan.FromMinutes(5);

    public string Kind => "audit";

    /// <summary>Announces a change that will be committed to this partition; durable when it returns. A change that is not made needs no more than this.</summary>
    public async Task<AuditTicket> BeginAsync(string table, string partition, CancellationToken cancellationToken)
    {
        var ticket = new AuditTicket(table, partition, Common.Uuid7.New(context.Time.GetUtcNow()));
        await dueTable.AddAsync(FirstLook(ticket), cancellationToken);
        return ticket;
    }

    /// <summary>
    /// Tells of a change that was committed with <see cref="AuditTicket.Write"/>; answers the hints to send. Takes 2 s at most and does not fail
    /// when storage does not answer: the schedule tells it then.
    /// </summary>
    public async Task<IReadOnlyList<RouteMessage>> TellAsync(AuditTicket ticket, AuditEntry entry)
    {
        try
        {
            return await TellAndForgetAsync().WaitAsync(Patience, context.Time);
        }
        catch (Exception e) when (e is TablesUnavailableException or TimeoutException)
        {
            context.Logger.LogWarning("Told later by the schedule: {Message} ({Reason})", entry.Message, e.Message);
            return [];
        }

        async Task<IReadOnlyList<RouteMessage>> TellAndForgetAsync()
        {
            var hints = await EmitAsync(ticket, entry, CancellationToken.None);
            await dueTable.RemoveAsync(FirstLook(ticket), CancellationToken.None);
            return hints;
        }
    }

    public async Task RunAsync(DueRow row, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var ticket = AuditTicket.Parse(row.Reference);
        if (await tables.Open(ticket.Table).GetAsync(ticket.Partition, ticket.RowKey, cancellationToken) is { } found)
        {
            foreach (var hint in await EmitAsync(ticket, AuditEntry.Read(found), cancellationToken))
                outgoing.Add(OutboxSweep.Queue, hint.ToJson());
        }
        else if (context.Time.GetUtcNow() is var now && now - ticket.At < CommitsSettled)
        {
            await dueTable.AddAsync(row with { At = now + CommitsSettled, Failures = 0, NotBefore = null }, cancellationToken);
        }
    }

    private DueRow FirstLook(AuditTicket ticket) => new(ticket.At + context.Options.HintAfter, Kind, ticket.Reference);

    /// <summary>The same ticket gives the same event, however often it is told.</summary>
    private async Task<IReadOnlyList<RouteMessage>> EmitAsync(AuditTicket ticket, AuditEntry entry, CancellationToken cancellationToken)
    {
        var matcher = entry.RoutedUnder is { } version
            ? await interest.VersionAsync(version, cancellationToken)
            : await interest.CurrentAsync(cancellationToken);
        var answer = await ingest.IngestAsync([DraftOf(ticket, entry)], Self, matcher);
        if (answer.Rejected.Count > 0)
            context.Logger.LogWarning("Not told any more, since it is older than events are kept: {Message}", entry.Message);
        await tables.Open(ticket.Table).CommitAsync([TableWrite.Delete(ticket.Partition, ticket.RowKey)], cancellationToken);
        return answer.Hints;
    }

    private static EventDraft DraftOf(AuditTicket ticket, AuditEntry entry) => new()
    {
        [EventField.Id] = ticket.Id.ToString(),
        [EventField.Message] = entry.Message,
        [EventField.Service] = Service,
        [EventField.Source] = entry.By,
        [EventField.Kind] = "audit",
        [EventField.Context] = entry.Context,
        Time = ticket.At,
        Level = Level.Info,
    };
}
