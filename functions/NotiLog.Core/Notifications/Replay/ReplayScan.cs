using NotiLog.Events;
using NotiLog.Routing;

namespace NotiLog.Notifications.Replay;

/// <summary>How much one call of a replay does.</summary>
/// <param name="Events">Events looked at, about.</param>
/// <param name="Time">After which it answers.</param>
/// <param name="Held">Arrivals held back from page to page, at most.</param>
public sealed record ReplayBudget(int Events, TimeSpan Time, int Held)
{
    public static ReplayBudget Default { get; } = new(20_000, TimeSpan.FromSeconds(5), 20_000);
}

/// <summary>Brings stored events to a replay, oldest first and bounded per call.</summary>
public sealed class ReplayScan(EventReader events, SilenceBook silences, ReplayBudget budget, TimeProvider time)
{
    private const int PageEvents = 1000;

    /// <summary>Takes the next events; answers how many were looked at and where to go on, null when all have been taken.</summary>
    public async Task<(int Scanned, string? Position)> TakeAsync(ReplayRun run, string? position, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var muted = await silences.CurrentAsync(cancellationToken);
        var query = new EventQuery { From = run.WarmFrom - ReplayRun.Late, To = run.To + ReplayRun.Ahead, Fingerprint = "replay" };
        var scanned = 0;
        do
        {
            var page = await events.ListAsync(query, ascending: true, Math.Clamp(budget.Events - scanned, 1, PageEvents), position, cancellationToken);
            if (page.Problem is { } problem)
                throw new InvalidOperationException($"A replay's position is refused: {problem.Detail}");
            foreach (var read in page.Value.Items)
                run.Take(read, muted);
            scanned += page.Value.Scanned;
            position = page.Value.NextCursor;
            if (position is null)
                run.AdvanceTo(null);
            else if (page.Value.Items is [.., var last])
                run.AdvanceTo(last.Time);
        }
        while (position is not null && scanned < budget.Events && time.GetElapsedTime(begun) < budget.Time);
        if (position is not null)
            run.Shrink(budget.Held);
        return (scanned, position);
    }
}
