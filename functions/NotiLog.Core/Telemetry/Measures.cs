using System.Diagnostics.Metrics;

namespace NotiLog.Telemetry;

/// <summary>What NotiLog counts and measures, on the meter <c>NotiLog</c>; next to nothing while nobody listens. Durations in seconds.</summary>
public static class Measures
{
    public const string MeterName = "NotiLog";

    private static readonly Meter Meter = new(MeterName);

    /// <summary>Events that were answered as stored, repeats among them.</summary>
    public static readonly Counter<long> Accepted = Meter.CreateCounter<long>("notilog.events.accepted", "{event}");

    public static readonly Counter<long> Rejected = Meter.CreateCounter<long>("notilog.events.rejected", "{event}");

    /// <summary>Events that a route brought to its channels or groups. Tag <c>route</c>.</summary>
    public static readonly Counter<long> Routed = Meter.CreateCounter<long>("notilog.events.routed", "{event}");

    /// <summary>Batches that nobody will route until they are released.</summary>
    public static readonly Counter<long> Parked = Meter.CreateCounter<long>("notilog.batches.parked", "{batch}");

    /// <summary>Tags <c>channel</c> and <c>type</c>, as of the next three.</summary>
    public static readonly Counter<long> Delivered = Meter.CreateCounter<long>("notilog.deliveries.delivered", "{delivery}");

    /// <summary>Rejected by the provider, or given up.</summary>
    public static readonly Counter<long> Failed = Meter.CreateCounter<long>("notilog.deliveries.failed", "{delivery}");

    /// <summary>Sends that came to nothing and are tried again.</summary>
    public static readonly Counter<long> Retried = Meter.CreateCounter<long>("notilog.deliveries.retried", "{delivery}");

    /// <summary>From the delivery's creation to the provider's yes.</summary>
    public static readonly Histogram<double> DeliveryDuration = Meter.CreateHistogram<double>(
        "notilog.delivery.duration", "s", advice: new() { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 14_400] });

    /// <summary>From the hint at a batch to its routing. Tag <c>queue</c>.</summary>
    public static readonly Histogram<double> QueueLag = Meter.CreateHistogram<double>(
        "notilog.queue.lag", "s", advice: new() { HistogramBucketBoundaries = [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 120, 300, 900, 3600] });

    /// <summary>Messages that a queue gave up on. Tag <c>queue</c>.</summary>
    public static readonly Counter<long> Dead = Meter.CreateCounter<long>("notilog.messages.dead", "{message}");

    /// <summary>Completed runs of the timer.</summary>
    public static readonly Counter<long> Passes = Meter.CreateCounter<long>("notilog.schedule.passes", "{pass}");

    /// <summary>Due-rows that the last pass found due.</summary>
    public static readonly Gauge<long> Due = Meter.CreateGauge<long>("notilog.schedule.due", "{row}");

    /// <summary>By how much the oldest of them was late; 0 without any.</summary>
    public static readonly Gauge<double> ScheduleLag = Meter.CreateGauge<double>("notilog.schedule.lag", "s");

    public static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
