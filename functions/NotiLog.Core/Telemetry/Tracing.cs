using System.Diagnostics;

namespace NotiLog.Telemetry;

/// <summary>
/// Spans of the main path. A trace goes on where a row is taken up, in another process and days later, so its context rides in the row as text:
/// W3C traceparents with spaces between them, the first to be continued, the others to be linked. While nobody listens a span is null and costs next to nothing.
/// </summary>
public static class Tracing
{
    public const string SourceName = "NotiLog";

    /// <summary>Traces that one text names.</summary>
    public const int MostTraces = 8;

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>What a row keeps of the span that is under way; null when it is none of ours.</summary>
    public static string? Current => Activity.Current is { Source.Name: SourceName } span ? span.Id : null;

    /// <summary>A span below the current one.</summary>
    public static Activity? Start(string name) => Source.StartActivity(name);

    /// <summary>A span of the trace that the text begins with, linked to its other traces and to the call that is under way; below the current one without a text.</summary>
    public static Activity? Continue(string name, string? traces)
    {
        if (!Source.HasListeners())
            return null;
        var contexts = ContextsOf(traces);
        if (contexts.Count == 0)
            return Start(name);
        var links = contexts.Skip(1).Select(context => new ActivityLink(context));
        if (Activity.Current is { } caller && caller.TraceId != contexts[0].TraceId)
            links = links.Append(new ActivityLink(caller.Context));
        return Source.StartActivity(name, ActivityKind.Consumer, contexts[0], links: links);
    }

    /// <summary>The traces of several texts as one text, each once; null when there are none.</summary>
    public static string? Join(params IEnumerable<string?> traces)
    {
        var known = traces.SelectMany(text => text?.Split(' ') ?? []).Distinct().Take(MostTraces).ToList();
        return known.Count == 0 ? null : string.Join(' ', known);
    }

    /// <summary>Marks the span as failed, by the kind of the exception only: its text may hold anything. Always false, for use as an exception filter.</summary>
    public static bool Fails(this Activity? span, Exception exception)
    {
        span?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
        return false;
    }

    private static List<ActivityContext> ContextsOf(string? traces)
    {
        var contexts = new List<ActivityContext>();
        foreach (var trace in traces?.Split(' ') ?? [])
        {
            if (ActivityContext.TryParse(trace, null, isRemote: true, out var context))
                contexts.Add(context);
        }

        return contexts;
    }
}
