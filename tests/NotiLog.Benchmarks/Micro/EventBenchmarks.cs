using BenchmarkDotNet.Attributes;
using NotiLog.Benchmarks.Parts;
using NotiLog.Events;
using NotiLog.Local.Tables;
using NotiLog.Routing;
using NotiLog.Tables;

namespace NotiLog.Benchmarks.Micro;

/// <summary>The steps of one event on its way into a commit, and of one commit's receipt; in this process, without I/O.</summary>
[MemoryDiagnoser]
public class EventBenchmarks
{
    private readonly byte[] json = Samples.Json();
    private readonly LogEvent logEvent = Samples.Event();
    private readonly TableRow row = EventRow.Of(Samples.Event());
    private readonly CompiledRouting routing = Routing();
    private List<PendingEvent> commit = [];

    [GlobalSetup]
    public void Prepare() => commit = [.. Samples.Events(98).Select(e => new PendingEvent(e, false, new IngestTicket(1)))];

    [Benchmark(Description = "parse one event")]
    public object Parse() => IngestBody.Read(json, isNdjson: false).Value;

    [Benchmark(Description = "make its row")]
    public object MakeRow() => EventRow.Of(logEvent);

    [Benchmark(Description = "encode its row")]
    public int Encode()
    {
        var bytes = new RowBytes(4096);
        bytes.Append(row);
        bytes.Release();
        return bytes.Length;
    }

    [Benchmark(Description = "ask ten routes, none matches")]
    public bool AskRoutes() => routing.Wants(logEvent);

    [Benchmark(Description = "receipt of 98 events")]
    public object MakeReceipt() => Receipt.Of("0", Guid.Empty, commit);

    private static CompiledRouting Routing()
    {
        var routes = Enumerable.Range(0, 10).Select(i => $$"""{"name":"r{{i}}","match":["service=~\"pay.*{{i}}\"","level>=error"],"channels":["ops"]}""");
        return new CompiledRouting(1, RoutingDocument.FromJson($$"""{"routes":[{{string.Join(',', routes)}}]}"""));
    }
}
