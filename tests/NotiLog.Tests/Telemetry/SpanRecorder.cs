using System.Collections.Concurrent;
using System.Diagnostics;
using NotiLog.Telemetry;

namespace NotiLog.Tests.Telemetry;

/// <summary>Records NotiLog's spans of one trace and lets those of other tests alone.</summary>
internal sealed class SpanRecorder : IDisposable
{
    private readonly ActivityTraceId trace = ActivityTraceId.CreateRandom();
    private readonly ActivityListener listener;
    private readonly ConcurrentQueue<Activity> spans = [];

    public SpanRecorder()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Tracing.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.TraceId == trace || options.Links?.Any(link => link.Context.TraceId == trace) == true ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>In the order they began.</summary>
    public IReadOnlyList<Activity> Spans => [.. spans.Where(span => span.TraceId == trace).OrderBy(span => span.StartTimeUtc)];

    public IReadOnlyList<Activity> Named(string name) => [.. Spans.Where(span => span.OperationName == name)];

    /// <summary>A call of somebody outside, in the trace that is recorded.</summary>
    public Activity Call() => new Activity("call").SetParentId(trace, ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded).Start();

    public void Dispose() => listener.Dispose();
}
