using System.Text;
using NotiLog.Requests;

namespace NotiLog.Events;

/// <summary>Fields a client may send, by the number they are kept under while one event is read.</summary>
internal enum EventField
{
    Id,
    Time,
    Level,
    Message,
    Host,
    Service,
    Source,
    Environment,
    Kind,
    RequestId,
    CorrelationId,
    TraceId,
    SpanId,
    StackTrace,
    Context,
}

/// <summary>One event as a client sent it, with its faults; what is missing is filled in by <see cref="EventMaker"/>.</summary>
public sealed class EventDraft
{
    private readonly string?[] texts = new string?[(int)EventField.Context + 1];

    internal string? this[EventField field]
    {
        get => texts[(int)field];
        set => texts[(int)field] = value;
    }

    internal DateTimeOffset? Time { get; set; }

    internal Level? Level { get; set; }

    /// <summary>Of a recovery: the level of what it ends. No client can say so.</summary>
    internal Level? EndedLevel { get; set; }

    /// <summary>What the texts take in UTF-8, however they were escaped; <c>context</c> as it was written.</summary>
    internal int Bytes => texts.Sum(text => text is null ? 0 : Encoding.UTF8.GetByteCount(text));

    /// <summary>Null while the event has no fault.</summary>
    public Faults? Faults { get; private set; }

    internal void Fault(string field, string message) => (Faults ??= new Faults()).Add(field, message);

    /// <summary>A draft that is nothing but a fault, for what could not be read at all.</summary>
    internal static EventDraft Faulty(string field, string message)
    {
        var draft = new EventDraft();
        draft.Fault(field, message);
        return draft;
    }
}
