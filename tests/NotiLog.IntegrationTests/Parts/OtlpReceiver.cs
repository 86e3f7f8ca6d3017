using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NotiLog.IntegrationTests.Parts;

internal sealed record OtlpSpan(string Source, string Name, string TraceId, string SpanId, string ParentId, IReadOnlyDictionary<string, string> Tags, IReadOnlyList<string> LinkedTraces);

/// <param name="Value">The sum so far, the last value of a gauge, or how often a histogram was recorded.</param>
internal sealed record OtlpPoint(string Name, IReadOnlyDictionary<string, string> Tags, double Value);

/// <summary>Takes traces, metrics and logs by OTLP over HTTP on a free port of 127.0.0.1.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<OtlpSpan> spans = [];
    private readonly ConcurrentDictionary<string, OtlpPoint> points = new();

    private OtlpReceiver(WebApplication app) => this.app = app;

    public IReadOnlyList<OtlpSpan> Spans => [.. spans];

    /// <summary>The newest of each series.</summary>
    public IReadOnlyList<OtlpPoint> Points => [.. points.Values];

    /// <summary>Everything as it came.</summary>
    public ConcurrentQueue<(string Path, byte[] Body)> Received { get; } = [];

    public Dictionary<string, string> Settings => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = app.Urls.First(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
    };

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new OtlpReceiver(builder.Build());
        receiver.app.MapPost("/v1/{signal}", receiver.TakeAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>The sum over all series of a metric that carry the tag, of all series without one.</summary>
    public double Sum(string name, string? tag = null, string? value = null) =>
        Points.Where(point => point.Name == name && (tag is null || point.Tags.GetValueOrDefault(tag) == value)).Sum(point => point.Value);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context, string signal)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Received.Enqueue((signal, body.ToArray()));
        var request = new WireMessage(body.ToArray());
        if (signal == "traces")
            TakeTraces(request);
        else if (signal == "metrics")
            TakeMetrics(request);
        context.Response.ContentType = "application/x-protobuf";
    }

    private void TakeTraces(WireMessage request)
    {
        foreach (var scope in request.All(1, 2))
        {
            foreach (var span in scope.All(2))
                spans.Enqueue(new(scope.Message(1).Text(1), span.Text(5), span.Hex(1), span.Hex(2), span.Hex(4), Tags(span, 9), [.. span.All(13).Select(link => link.Hex(1))]));
        }
    }

    private void TakeMetrics(WireMessage request)
    {
        foreach (var metric in request.All(1, 2, 2))
        {
            var name = metric.Text(1);
            foreach (var point in metric.All(5, 1).Concat(metric.All(7, 1)))
                Keep(new(name, Tags(point, 7), point.Has(4) ? point.Double(4) : (long)point.Number(6)));
            foreach (var point in metric.All(9, 1))
                Keep(new(name, Tags(point, 9), point.Number(4)));
        }
    }

    private void Keep(OtlpPoint point) =>
        points[point.Name + string.Concat(point.Tags.OrderBy(tag => tag.Key).Select(tag => $" {tag.Key}={tag.Value}"))] = point;

    /// <summary>Attributes whose values are texts, whole numbers or flags.</summary>
    private static Dictionary<string, string> Tags(WireMessage of, int number) => of.All(number).ToDictionary(
        tag => tag.Text(1), tag => tag.Message(2).Has(1) ? tag.Message(2).Text(1) : tag.Message(2).Number(3).ToString(CultureInfo.InvariantCulture));
}
