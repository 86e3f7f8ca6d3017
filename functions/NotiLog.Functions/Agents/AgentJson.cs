using Microsoft.AspNetCore.Http;
using NotiLog.Access;
using NotiLog.Agents;
using NotiLog.Functions.Http;
using NotiLog.Liveness;

namespace NotiLog.Functions.Agents;

/// <summary>An agent as it is answered.</summary>
/// <param name="NextDueAt">When it becomes late; null when nothing is expected of it now.</param>
/// <param name="PingUrl">Null for readers, who may not ping.</param>
internal sealed record AgentJson(
    Guid Id, string Name, LifeState State, DateTimeOffset StateSince, DateTimeOffset? LastSeenAt, DateTimeOffset? NextDueAt,
    TimeSpan HeartbeatInterval, TimeSpan Grace, string? Schedule, string? TimeZone, DateTimeOffset CreatedAt, string CreatedBy,
    DateTimeOffset? PreviousKeyUntil, bool Connected, ReportJson? Report, AgentSettings Settings, string? PingUrl)
{
    public static AgentJson Of(Agent agent, DateTimeOffset watchedSince, HttpRequest request) => new(
        agent.Id, agent.Name, agent.Life.State, agent.Life.Since, agent.Life.HeardAt, agent.Life.LateAt(watchedSince, agent.Expected),
        agent.Expected.Interval, agent.Expected.Grace, agent.Expected.Cron?.Text, agent.Expected.Cron?.TimeZone, agent.CreatedAt, agent.CreatedBy,
        agent.PreviousKeyUntil, agent.Connected, ReportJson.Of(agent.Report), agent.Settings,
        request.Caller().Role >= Role.Operator ? $"{PublicUrl.Of(request)}/api/ping/{agent.PingKey}" : null);
}

internal sealed record ReportJson(
    string? Version, string? Host, string? Os, DateTimeOffset? StartedAt, long? Buffered, long? Dropped, DateTimeOffset ReceivedAt, IReadOnlyList<ProcessJson> Processes)
{
    public static ReportJson? Of(AgentReport? report) => report is null
        ? null
        : new(report.Version, report.Host, report.Os, report.StartedAt, report.Buffered, report.Dropped, report.ReceivedAt, [.. report.Processes.Select(ProcessJson.Of)]);
}

internal sealed record ProcessJson(
    string Name, ProcessState State, long? Pid, long? ExitCode, DateTimeOffset? Since, double? CpuPercent, long? MemoryBytes, bool Flapping)
{
    public static ProcessJson Of(AgentProcess process) => new(
        process.Last.Name, process.Last.State, process.Last.Pid, process.Last.ExitCode, process.Last.Since, process.Last.CpuPercent, process.Last.MemoryBytes, process.Flapping);
}
