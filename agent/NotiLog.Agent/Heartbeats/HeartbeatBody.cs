using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using NotiLog.Agent.Processes;

namespace NotiLog.Agent.Heartbeats;

/// <summary>What a heartbeat says.</summary>
/// <param name="Buffered">Events waiting to be sent.</param>
/// <param name="Dropped">Events dropped for lack of room since the buffer was made.</param>
internal sealed record HeartbeatBody(string Version, string Host, string Os, DateTime StartedAt, IReadOnlyList<HeartbeatProcess> Processes, long Buffered, long Dropped)
{
    private static readonly DateTime Started = TimeProvider.System.GetUtcNow().UtcDateTime;

    public static HeartbeatBody Of(string host, IReadOnlyList<ProcessReport> processes, long buffered, long dropped) => new(
        AgentVersion.Text, host, RuntimeInformation.OSDescription, Started, [.. processes.Select(HeartbeatProcess.Of)], buffered, dropped);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, HeartbeatJson.Default.HeartbeatBody);

    public JsonElement ToElement() => JsonSerializer.SerializeToElement(this, HeartbeatJson.Default.HeartbeatBody);
}

internal sealed record HeartbeatProcess(string Name, string State, int? Pid, int? ExitCode, DateTime? Since, double? CpuPercent, long? MemoryBytes)
{
    public static HeartbeatProcess Of(ProcessReport report) =>
        new(report.Name, report.State, report.Pid, report.ExitCode, report.Since?.UtcDateTime, report.CpuPercent, report.MemoryBytes);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HeartbeatBody))]
internal sealed partial class HeartbeatJson : JsonSerializerContext;
