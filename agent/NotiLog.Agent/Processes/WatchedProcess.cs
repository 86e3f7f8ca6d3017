namespace NotiLog.Agent.Processes;

/// <summary>A process to watch; found by its name, by a pattern over its command line, or by a file that holds its pid.</summary>
/// <param name="CommandLine">A regular expression; null when another way finds it.</param>
/// <param name="PidFile">A path; null when another way finds it.</param>
internal sealed record WatchedProcess(string Name, string? CommandLine, string? PidFile);
