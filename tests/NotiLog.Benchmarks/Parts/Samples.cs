using NotiLog.Benchmarks.Load;
using NotiLog.Events;

namespace NotiLog.Benchmarks.Parts;

/// <summary>The event that is measured with, as bytes and as the host makes it.</summary>
internal static class Samples
{
    public static byte[] Json(int events = 1)
    {
        var request = new EventRequest(Host.Key, events);
        request.Next(TimeProvider.System.GetUtcNow());
        return request.Body.ToArray();
    }

    public static LogEvent Event() => Events(1)[0];

    public static IReadOnlyList<LogEvent> Events(int count)
    {
        var maker = new EventMaker(new Sender("owner", "owner"), TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(29), shards: 1);
        return [.. IngestBody.Read(Json(count), isNdjson: false).Value.Select(draft => maker.Make(draft, routingVersion: 1)!)];
    }
}
