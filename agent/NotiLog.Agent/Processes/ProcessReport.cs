namespace NotiLog.Agent.Processes;

/// <summary>A watched process as heartbeats tell it.</summary>
/// <param name="State"><c>running</c>, <c>stopped</c> or <c>crashed</c>.</param>
/// <param name="Pid">Of the running process.</param>
/// <param name="ExitCode">Of the last one that ended, where it can be had.</param>
/// <param name="Since">When it started, or was seen to have ended; null when it never ran in sight of the agent.</param>
/// <param name="CpuPercent">Of one core, since the last look.</param>
internal sealed record ProcessReport(string Name, string State, int? Pid, int? ExitCode, DateTimeOffset? Since, double? CpuPercent, long? MemoryBytes)
{
    public const string Running = "running";
    public const string Stopped = "stopped";
    public const string Crashed = "crashed";
}
