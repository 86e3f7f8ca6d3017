using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace NotiLog.Agent.Processes;

/// <summary>Processes by .NET, for Windows: found by name or pid file; the exit code is known when the process was held before it ended.</summary>
internal sealed class OtherProcesses : IProcessTable
{
    public IHeldProcess? Find(WatchedProcess watched)
    {
        if (watched.PidFile is { } file)
            return PidIn(file) is { } pid ? Hold(pid) : null;
        var name = Path.GetFileNameWithoutExtension(watched.Name);
        return Process.GetProcessesByName(name).Select(Held.TryHold).OfType<Held>().OrderBy(held => held.StartedAt).FirstOrDefault();
    }

    private static int? PidIn(string file)
    {
        try
        {
            return int.TryParse(File.ReadAllText(file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Held? Hold(int pid)
    {
        try
        {
            return Held.TryHold(Process.GetProcessById(pid));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private sealed class Held(Process process, DateTimeOffset startedAt) : IHeldProcess
    {
        public int Id => process.Id;

        public DateTimeOffset StartedAt => startedAt;

        /// <summary>Null for processes that may not be looked at, or have ended.</summary>
        public static Held? TryHold(Process process)
        {
            try
            {
                _ = process.SafeHandle;
                return new Held(process, process.StartTime.ToUniversalTime());
            }
            catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or NotSupportedException)
            {
                process.Dispose();
                return null;
            }
        }

        public ProcessUsage? Usage()
        {
            try
            {
                process.Refresh();
                return process.HasExited ? null : new ProcessUsage(process.TotalProcessorTime, process.WorkingSet64);
            }
            catch (Exception exception) when (exception is Win32Exception or InvalidOperationException)
            {
                return null;
            }
        }

        public int? ExitCode()
        {
            try
            {
                return process.ExitCode;
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }

        public void Dispose() => process.Dispose();
    }
}
