namespace NotiLog.Events;

/// <summary>An event that NotiLog raises itself. The same (sender, id, time) is the same event, however often it is raised.</summary>
/// <param name="Id">At most 64 of A-Z a-z 0-9 . _ : -</param>
/// <param name="Kind"><c>agent</c> or <c>process</c>.</param>
public sealed record OwnEvent(string Id, DateTimeOffset Time, Level Level, string Kind, string Message)
{
    public required string Host { get; init; }

    public required string Service { get; init; }

    /// <summary>A JSON object.</summary>
    public required string Context { get; init; }

    /// <summary>Of a recovery: the level of the event that it ends; null of every other.</summary>
    public Level? EndedLevel { get; init; }

    internal EventDraft ToDraft() => new()
    {
        [EventField.Id] = Id,
        [EventField.Message] = Message,
        [EventField.Host] = Host,
        [EventField.Service] = Service,
        [EventField.Kind] = Kind,
        [EventField.Context] = Context,
        Time = Time,
        Level = Level,
        EndedLevel = EndedLevel,
    };
}
