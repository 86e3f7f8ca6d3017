using Microsoft.Extensions.Configuration;
using NotiLog.Functions.Events;
using NotiLog.Notifications.Kafka;

namespace NotiLog.Local;

/// <summary>Events are read from Kafka where a topic and brokers are set, unless the setting that disables the function says otherwise.</summary>
internal sealed class KafkaIngestSwitch(IConfiguration sources)
{
    private const string Setting = $"AzureWebJobs.{nameof(IngestFromKafka)}.Disabled";

    private readonly KafkaOptions kafka = sources.GetSection(KafkaOptions.Section).Get<KafkaOptions>() ?? new KafkaOptions();
    private readonly string? said = Text(sources[Setting]) ?? Text(sources[Setting.Replace('.', '_')]);

    /// <summary>Of all settings at once; none where the function is disabled.</summary>
    public IReadOnlyList<string> SettingFaults => said is null or "0" or "false" or "False" ? [.. kafka.IngestFaults()] : [];

    public void Set(Dictionary<string, string?> settings)
    {
        if (said is null)
            settings[Setting] = Text(kafka.IngestTopic) is null || kafka.IngestFaults().Any() ? "true" : "false";
    }

    private static string? Text(string? value) => value is { Length: > 0 } ? value : null;
}
