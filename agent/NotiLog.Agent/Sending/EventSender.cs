using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using NotiLog.Agent.Buffering;
using NotiLog.Agent.Events;

namespace NotiLog.Agent.Sending;

/// <summary>Sends the buffer's oldest events. They leave it when the server's answer accounts for them, and not before.</summary>
internal sealed class EventSender(BufferStore store, BatchSender batches, RejectedFile rejected, OwnEvents own, SendingState state, TimeProvider time, ILogger<EventSender> log)
{
    public const int MostEvents = 500;
    private const int MostBytes = 3 * 1024 * 1024;
    private static readonly TimeSpan RoomAgain = TimeSpan.FromSeconds(2);

    private readonly Backoff backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), Random.Shared);
    private readonly Backoff helpless = new(TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(5), Random.Shared);
    private int mostEvents = MostEvents;
    private string? said;

    /// <summary>Sends one batch.</summary>
    /// <returns>How long to wait before the next one; null when there is nothing to send.</returns>
    /// <exception cref="OperationCanceledException">The batch is still in the buffer.</exception>
    public async Task<TimeSpan?> SendNextAsync(CancellationToken cancellationToken)
    {
        TellGap();
        var segments = store.Take(0, mostEvents, MostBytes);
        if (segments.Count == 0)
            return null;
        try
        {
            var outcome = await batches.SendAsync(new Batch(segments), cancellationToken);
            if (outcome.Retry is { } retry)
                return Wait(retry);
            mostEvents = outcome.WasTooLarge ? Math.Max(1, mostEvents / 2) : Math.Min(MostEvents, mostEvents + 20);
            await CompleteAsync(segments, outcome.Refusals, cancellationToken);
            Succeeded();
            return TimeSpan.Zero;
        }
        finally
        {
            store.Release();
        }
    }

    private TimeSpan Wait(Retry retry)
    {
        state.IsOut = retry.IsOut;
        var wait = retry.After is { } asked && asked > TimeSpan.Zero ? asked : retry.NeedsHelp ? helpless.Next() : backoff.Next();
        if (said != retry.Reason)
            log.Log(retry.NeedsHelp ? LogLevel.Error : LogLevel.Warning, "Events are not taken: {Reason}. They wait in the buffer and are sent again", retry.Reason);
        said = retry.Reason;
        return wait;
    }

    private void Succeeded()
    {
        if (said is not null)
            log.LogInformation("Events are taken again");
        said = null;
        state.IsOut = false;
        backoff.Reset();
        helpless.Reset();
    }

    /// <summary>Tried until there is room for it: what is not deleted would only be sent again.</summary>
    private async Task CompleteAsync(IReadOnlyList<Segment> segments, IReadOnlyList<Refusal> refusals, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var again = refusals.Select(refusal => (Refusal: refusal, Json: Retiming.Of(refusal, now))).ToList();
        var lost = again.Where(one => one.Json is null).Select(one => one.Refusal).ToList();
        var instead = Retiming.ToSegments([.. again.Where(one => one.Json is not null).Select(one => one.Json!)], now);
        if (lost.Count > 0)
            log.LogError("The server refused {Count} events for good; they are in rejected.ndjson with the reasons, the first being {Reason}", lost.Count, lost[0].Errors);
        for (var isWritten = false; ;)
        {
            try
            {
                if (!isWritten)
                    rejected.Add(lost);
                isWritten = true;
                store.Complete(segments, instead);
                return;
            }
            catch (Exception exception) when (exception is IOException || (exception is SqliteException sqlite && BufferDatabase.IsNoRoom(sqlite)))
            {
                log.LogError("The buffer cannot be written ({Reason}); tried again", exception.Message);
                await Task.Delay(RoomAgain, time, cancellationToken);
            }
        }
    }

    private void TellGap()
    {
        if (state.IsOut || store.Gap is not { } gap || store.Bytes > store.Limit / 2)
            return;
        try
        {
            store.Tell(gap, own.ToSegment(gap.Id, Level.Warning, line => gap.Fill(line, store.Limit)));
        }
        catch (SqliteException exception) when (BufferDatabase.IsNoRoom(exception))
        {
            // Told when there is room.
        }
    }
}
