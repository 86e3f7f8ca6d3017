using NotiLog.Events;

namespace NotiLog.Agents;

/// <summary>A process as last reported, with what has been told of it.</summary>
/// <param name="ChangedAt">When it came into this state or was started again, by the server's clock.</param>
/// <param name="Changes">When it changed in the last ten minutes, by the server's clock.</param>
/// <param name="Told">The level of the trouble that was told and has not ended; null when there is none.</param>
public sealed record AgentProcess(ReportedProcess Last, DateTimeOffset ChangedAt, IReadOnlyList<DateTimeOffset> Changes, Level? Told, bool Flapping);
