using System.Globalization;

namespace NotiLog.Agent.Processes;

/// <summary><c>/proc/PID/stat</c>, as far as it is needed.</summary>
/// <param name="State">One letter; Z and X are dead.</param>
/// <param name="StartTicks">Since the machine started; with the pid it names one process for good.</param>
internal sealed record LinuxStat(int Id, char State, TimeSpan Cpu, long StartTicks, long MemoryBytes)
{
    /// <summary>The kernel tells times in hundredths of a second, on every architecture.</summary>
    private const int TicksPerSecond = 100;

    private static readonly DateTimeOffset Boot = ReadBoot();

    public bool IsAlive => State is not ('Z' or 'X' or 'x');

    public DateTimeOffset StartedAt => Boot.AddSeconds(StartTicks / (double)TicksPerSecond);

    /// <summary>Null when there is no such process.</summary>
    public static LinuxStat? Read(int pid)
    {
        var text = LinuxProcesses.TryRead($"/proc/{pid}/stat");
        // The name is between brackets and may hold anything.
        var end = text.LastIndexOf(')');
        if (end < 0)
            return null;
        var fields = text[(end + 2)..].Split(' ');
        return fields.Length < 22
            ? null
            : new(pid, fields[0][0], TimeSpan.FromSeconds((Number(11) + Number(12)) / (double)TicksPerSecond), Number(19), Number(21) * Environment.SystemPageSize);

        long Number(int index) => long.Parse(fields[index], CultureInfo.InvariantCulture);
    }

    private static DateTimeOffset ReadBoot()
    {
        var line = LinuxProcesses.TryRead("/proc/stat").Split('\n').FirstOrDefault(line => line.StartsWith("btime ", StringComparison.Ordinal));
        return line is null ? DateTimeOffset.UnixEpoch : DateTimeOffset.FromUnixTimeSeconds(long.Parse(line.AsSpan("btime ".Length), CultureInfo.InvariantCulture));
    }
}
