using System.Diagnostics;
using NotiLog.Telemetry;

namespace NotiLog.Notifications;

/// <summary>What is counted of a delivery.</summary>
internal static class DeliveryMeasures
{
    /// <summary>What a send came to, as recorded.</summary>
    public static void Note(Activity? span, Delivery recorded)
    {
        var channel = Measures.Tag("channel", recorded.Channel);
        var type = Measures.Tag("type", recorded.Type);
        span?.SetTag("notilog.status", recorded.Status.Name());
        switch (recorded.Status)
        {
            case DeliveryStatus.Delivered:
                Measures.Delivered.Add(1, channel, type);
                Measures.DeliveryDuration.Record((recorded.DeliveredAt - recorded.CreatedAt)?.TotalSeconds ?? 0, channel, type);
                break;
            case DeliveryStatus.Failed:
                Measures.Failed.Add(1, channel, type);
                span?.SetStatus(ActivityStatusCode.Error);
                break;
            default:
                Measures.Retried.Add(1, channel, type);
                span?.SetStatus(ActivityStatusCode.Error);
                break;
        }
    }
}
