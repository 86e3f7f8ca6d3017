using System.Globalization;
using System.Text.RegularExpressions;
using NotiLog.Agent.Configuration;

namespace NotiLog.Agent.Processes;

/// <summary>Processes by <c>/proc</c>.</summary>
internal sealed class LinuxProcesses : IProcessTable
{
    private const int LongestName = 15;

    public IHeldProcess? Find(WatchedProcess watched)
    {
        if (watched.PidFile is { } file)
            return PidIn(file) is { } pid ? LinuxProcess.Hold(pid) : null;
        var pattern = watched.CommandLine is { } text ? Values.Pattern(text) : null;
        var oldest = Ids().Where(pid => pid != Environment.ProcessId && Fits(pid, watched.Name, pattern)).Select(LinuxStat.Read).OfType<LinuxStat>()
            .Where(stat => stat.IsAlive).OrderBy(stat => stat.StartTicks).ThenBy(stat => stat.Id).FirstOrDefault();
        return oldest is null ? null : LinuxProcess.Hold(oldest.Id);
    }

    private static IEnumerable<int> Ids() => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(folder.AsSpan("/proc/".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0).Where(pid => pid > 0);

    private static bool Fits(int pid, string name, Regex? pattern)
    {
        var arguments = TryRead($"/proc/{pid}/cmdline").TrimEnd('\0').Split('\0');
        if (pattern is not null)
            return arguments[0].Length > 0 && pattern.IsMatch(string.Join(' ', arguments));
        var shown = TryRead($"/proc/{pid}/comm").TrimEnd('\n');
        return shown == name || (shown.Length == LongestName && name.StartsWith(shown, StringComparison.Ordinal) && Path.GetFileName(arguments[0]) == name);
    }

    private static int? PidIn(string file) =>
        int.TryParse(TryRead(file).AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && pid > 0 ? pid : null;

    /// <summary>Empty when it cannot be read: the process has just ended, or it is not ours to see.</summary>
    internal static string TryRead(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
