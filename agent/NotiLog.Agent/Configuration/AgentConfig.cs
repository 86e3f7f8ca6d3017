using NotiLog.Agent.Following;
using NotiLog.Agent.Processes;
using NotiLog.Agent.Sending;

namespace NotiLog.Agent.Configuration;

/// <summary>All that the agent's file says.</summary>
/// <param name="Host">Of the events and heartbeats.</param>
/// <param name="Environment">Of the events; null for the server's default.</param>
/// <param name="LinesPerSecond">Reading is no faster than that; 0 for no limit.</param>
internal sealed record AgentConfig(
    ServerAddress Server,
    string Host,
    string? Environment,
    BufferConfig Buffer,
    IReadOnlyList<FileSettings> Files,
    IReadOnlyList<WatchedProcess> Processes,
    int LinesPerSecond);

/// <param name="Size">Bytes of unsent events.</param>
internal sealed record BufferConfig(string Folder, long Size, WhenFull WhenFull);
