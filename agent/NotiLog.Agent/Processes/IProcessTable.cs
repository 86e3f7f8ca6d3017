namespace NotiLog.Agent.Processes;

/// <summary>The machine's processes.</summary>
internal interface IProcessTable
{
    /// <summary>The oldest that fits, held until it is disposed of; null when none does.</summary>
    IHeldProcess? Find(WatchedProcess watched);

    /// <summary>Whether the file that holds the pid is still there; a process that ends as it should takes it away.</summary>
    bool HasLeftPidFile(WatchedProcess watched) => watched.PidFile is { } file && File.Exists(file);
}

/// <summary>One process, which cannot be mistaken for a later one of the same pid.</summary>
internal interface IHeldProcess : IDisposable
{
    int Id { get; }

    DateTimeOffset StartedAt { get; }

    /// <summary>Null once it has ended.</summary>
    ProcessUsage? Usage();

    /// <summary>After the end, where the system tells: as shells have it, 128 + signal for one that a signal ended. Else null.</summary>
    int? ExitCode();
}

internal readonly record struct ProcessUsage(TimeSpan Cpu, long MemoryBytes);
