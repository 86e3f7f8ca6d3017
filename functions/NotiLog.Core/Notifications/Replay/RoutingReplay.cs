using NotiLog.Requests;

namespace NotiLog.Notifications.Replay;

/// <summary>
/// Says what a draft and the document in force would have told of stored events; stores and sends nothing. What came of the events really
/// plays no part, but the windows that were open when the range begins go on from the notifications made before it.
/// </summary>
public sealed class RoutingReplay(ReplayDocuments documents, NotificationStore notifications, ReplayScan scan)
{
    /// <summary>One page; an <see cref="ProblemKind.Invalid"/> problem names the faults of the draft or a cursor that is not one of this request.</summary>
    public async Task<Result<ReplayJson>> ReplayAsync(ReplayRequest request, CancellationToken cancellationToken)
    {
        var state = request.Cursor is { } cursor ? ReplayCursor.Read(cursor, request.Query) : null;
        if (request.Cursor is not null && state is null)
            return WrongCursor;
        var range = state is null ? (request.From, request.To) : (state.From, state.To);
        var read = await documents.ReadAsync(request.Draft, state?.Version, range, cancellationToken);
        if (read.Problem is { } problem)
            return problem;
        if (state?.Fits(read.Value) == false)
            return WrongCursor;
        var run = new ReplayRun(read.Value, range.Item1, range.Item2);
        if (state is null)
            await BeginAsync(run, cancellationToken);
        else
            state.Restore(run);
        var (scanned, position) = await scan.TakeAsync(run, state?.Position, cancellationToken);
        var version = run.Sides[^1].Routing.Version;
        var next = position is null ? null : ReplayCursor.Write(ReplayState.Of(run, version, position), request.Query);
        if (position is not null && next is null)
            return Problem.Invalid("routing", "keeps more groups open at once than a replay can carry from page to page; try coarser groups or shorter intervals");
        var (draft, current) = (ReplaySideJson.Of(run.Sides[0].Groups, null), ReplaySideJson.Of(run.Sides[^1].Groups, version));
        return new ReplayJson(run.From, run.To, run.Events, run.Silenced, draft, current, run.Exact, scanned, next);
    }

    internal static Problem WrongCursor => Problem.Invalid("cursor", "is not one that this request answered; start again without a cursor");

    /// <summary>The windows that are open when the range begins.</summary>
    private async Task BeginAsync(ReplayRun run, CancellationToken cancellationToken)
    {
        await foreach (var made in notifications.BetweenAsync(run.WarmFrom, run.From, cancellationToken))
        {
            if (made.GroupId is not { } group)
                continue;
            foreach (var side in run.Sides)
                side.Groups.Begin(new(made.Route, ReplayedDocument.GroupOf(group), made.CreatedAt, made.LastBatch));
        }
    }
}
