using System.Globalization;
using System.Text;

namespace NotiLog.Benchmarks.Load;

/// <summary>
/// A request with events of 969 bytes as an agent sends them, built once; each use writes new ids and the time of sending into it.
/// One host, ten services; of each service's events 60 % are info, 20 % warning, 10 % error and 10 % critical, so critical ones of one service are 1 % of all.
/// </summary>
internal sealed class EventRequest
{
    public const int EventBytes = 969;
    private const string Id = "0000000000000000";
    private const string Time = "2026-01-01T00:00:00.000000Z";

    private readonly byte[] bytes;
    private readonly List<int> ids = [];
    private readonly List<int> times = [];
    private readonly int bodyStart;
    private ulong nextId = (ulong)Random.Shared.NextInt64();

    /// <param name="first">The number of the first event; events differ by number modulo 100.</param>
    public EventRequest(string key, int events, int first = 0, string level = "", int size = EventBytes)
    {
        Events = events;
        var body = events == 1
            ? EventOf(first, level, size)
            : "[" + string.Join(',', Enumerable.Range(first, events).Select(i => EventOf(i, level, size))) + "]";
        var head = HttpConnection.HeadOf("POST", "/api/v1/events", key, Encoding.UTF8.GetByteCount(body));
        bodyStart = head.Length;
        bytes = [.. head, .. Encoding.UTF8.GetBytes(body)];
        Accepted = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"accepted\":{events},\"rejected\":[]"));
        Find(Id, ids);
        Find(Time, times);
    }

    public int Events { get; }

    /// <summary>How the answer begins when all events are taken.</summary>
    public byte[] Accepted { get; }

    public ReadOnlyMemory<byte> Next(DateTimeOffset now)
    {
        foreach (var at in ids)
            (nextId++).TryFormat(bytes.AsSpan(at, Id.Length), out _, "x16", CultureInfo.InvariantCulture);
        var time = bytes.AsSpan(times[0], Time.Length);
        now.UtcDateTime.TryFormat(time, out _, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        foreach (var at in times)
            time.CopyTo(bytes.AsSpan(at));
        return bytes;
    }

    public ReadOnlySpan<byte> Body => bytes.AsSpan(bodyStart);

    private void Find(string text, List<int> found)
    {
        var wanted = Encoding.ASCII.GetBytes(text);
        for (var at = bodyStart; bytes.AsSpan(at).IndexOf(wanted) is >= 0 and var next; at += next + wanted.Length)
            found.Add(at + next);
    }

    private static string EventOf(int number, string level, int size)
    {
        if (level.Length == 0)
            level = (number / 10 % 10) switch { < 6 => "info", < 8 => "warning", 8 => "error", _ => "critical" };
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"id":"{{{Id}}}","time":"{{{Time}}}","level":"{{{level}}}","message":"payment {{{number}}} failed: the provider did not answer within 5 s; #","host":"web-1","service":"service-{{{number % 10}}}","source":"worker","environment":"production","correlationId":"c-{{{number}}}","traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331","context":{"orderId":{{{number}}},"customer":{"id":"cus_9f3kd03","country":"NL"},"attempts":[1,2,3],"amount":149.95,"retry":true}}""");
        return text.Replace("#", new string('x', size - text.Length + 1), StringComparison.Ordinal);
    }
}
