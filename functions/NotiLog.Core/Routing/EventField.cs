using NotiLog.Events;

namespace NotiLog.Routing;

/// <summary>A field of an event as matchers and <c>groupBy</c> name it: a label, a column or <c>context.&lt;key&gt;[.&lt;key&gt;]</c>.</summary>
public sealed class EventField
{
    internal const string Level = "level";
    internal const string Hint =
        "host, service, source, environment, kind, level, message, agentId, requestId, correlationId, traceId, spanId, stackTrace, context.<key>[.<key>]";
    internal const string GroupingHint = "host, service, source, environment, kind, level, agentId, context.<key>[.<key>]";

    private const string ContextPrefix = "context.";
    private const int GuidLength = 36;

    private static readonly Dictionary<string, Func<LogEvent, string?>> Columns = new(StringComparer.Ordinal)
    {
        ["host"] = e => e.Host,
        ["service"] = e => e.Service,
        ["source"] = e => e.Source,
        ["environment"] = e => e.Environment,
        ["kind"] = e => e.Kind,
        ["message"] = e => e.Message,
        ["requestId"] = e => e.RequestId,
        ["correlationId"] = e => e.CorrelationId,
        ["traceId"] = e => e.TraceId,
        ["spanId"] = e => e.SpanId,
        ["stackTrace"] = e => e.StackTrace,
    };

    private static readonly HashSet<string> NotForGroups = new(StringComparer.Ordinal)
    {
        "message", "requestId", "correlationId", "traceId", "spanId", "stackTrace",
    };

    private readonly Func<LogEvent, string?>? column;
    private readonly string[] keys;

    private EventField(string name, Func<LogEvent, string?>? column, string[] keys) =>
        (Name, this.column, this.keys) = (name, column, keys);

    public string Name { get; }

    /// <summary>Room that <see cref="Read"/> needs for values an event does not hold as text.</summary>
    internal const int BufferLength = GuidLength;

    internal bool IsLevel => Name == Level;

    /// <summary>Whether it has few enough values to group by.</summary>
    internal bool CanGroup => !NotForGroups.Contains(Name);

    /// <summary>The field of that name, or null when there is none. Names are case-sensitive.</summary>
    internal static EventField? Find(string name)
    {
        if (Columns.TryGetValue(name, out var column))
            return new(name, column, []);
        if (name is Level or "agentId")
            return new(name, null, []);
        if (!name.StartsWith(ContextPrefix, StringComparison.Ordinal))
            return null;
        var keys = name[ContextPrefix.Length..].Split('.');
        return keys.Any(string.IsNullOrWhiteSpace) ? null : new(name, null, keys);
    }

    /// <summary>The event's value, empty when it has none. What it returns may lie in <paramref name="buffer"/>.</summary>
    internal ReadOnlySpan<char> Read(ref EvaluatedEvent evaluated, Span<char> buffer)
    {
        if (column is not null)
            return column(evaluated.Event);
        if (keys.Length > 0)
            return evaluated.ContextText(keys);
        if (IsLevel)
            return evaluated.Level.Name();
        return evaluated.Event.AgentId is { } id && id.TryFormat(buffer, out var written) ? buffer[..written] : default;
    }

    public override string ToString() => Name;
}
