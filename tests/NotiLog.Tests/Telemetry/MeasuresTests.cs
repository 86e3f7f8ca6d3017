using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using NotiLog.Notifications;
using NotiLog.Telemetry;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Telemetry;

public sealed class MeasuresTests : IAsyncDisposable
{
    private readonly AppParts app = new();
    private readonly string mine = $"m-{Guid.NewGuid():N}";
    private readonly ConcurrentQueue<(string Name, double Value)> measured = [];
    private readonly MeterListener listener = new();

    public MeasuresTests()
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == Measures.MeterName)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
    }

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Counts_what_is_routed_retried_delivered_and_failed_by_route_and_channel()
    {
        await app.ChannelAsync(mine, """{"type":"scripted","scripted":{"to":["a","b"]}}""");
        await app.RouteAsync($$"""[{"name":"{{mine}}","match":[],"channels":["{{mine}}"]}]""");
        app.Transport.Script.Enqueue(new SendOutcome.Retry(null, "busy"));
        app.Transport.Script.Enqueue(new SendOutcome.Rejected("never"));

        await app.TellAsync(await app.IngestAsync("""[{"level":"error","message":"1"},{"level":"error","message":"2"}]"""));
        app.Time.Advance(TimeSpan.FromSeconds(40));
        await app.PassAsync();

        Assert.Equal(2, Sum("notilog.events.routed"));
        Assert.Equal(1, Sum("notilog.deliveries.retried"));
        Assert.Equal(1, Sum("notilog.deliveries.failed"));
        Assert.Equal(1, Sum("notilog.deliveries.delivered"));
        Assert.Equal(40, Sum("notilog.delivery.duration"), 1.0);
    }

    private double Sum(string name) => measured.Where(one => one.Name == name).Sum(one => one.Value);

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag.Value is string text && text == mine)
                measured.Enqueue((instrument.Name, value));
        }
    }
}
