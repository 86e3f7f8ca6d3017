using Microsoft.Extensions.Logging;

namespace NotiLog.Local.Hosting;

/// <summary>Tells of whatever keeps records from being taken in when it begins, every ten minutes while it lasts, and when it has ended.</summary>
internal sealed class KafkaTroubles(string topic, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan TellAgain = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private long? toldAt;

    public void Report(string trouble, Exception? exception = null)
    {
        lock (gate)
        {
            if (toldAt is { } at && time.GetElapsedTime(at) < TellAgain)
                return;
            toldAt = time.GetTimestamp();
        }

        logger.LogWarning(exception, "Events of the topic {Topic} cannot be taken in now, and will be: {Trouble}", topic, trouble);
    }

    public void End()
    {
        lock (gate)
        {
            if (toldAt is null)
                return;
            toldAt = null;
        }

        logger.LogInformation("Events of the topic {Topic} come in again", topic);
    }
}
