using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NotiLog.Agent.Processes;

/// <summary>
/// A process held by its pidfd. The exit code of a process that is not one's own child can be had from Linux 6.15 on; before that it is unknown.
/// </summary>
internal sealed partial class LinuxProcess : IHeldProcess
{
    private const int PidfdOpen = 434;
    private const uint GetExit = 0xC040_FF0B;
    private const ulong ExitMask = 1 << 3;

    private readonly LinuxStat start;
    private readonly SafeFileHandle? pidfd;

    private LinuxProcess(LinuxStat start, SafeFileHandle? pidfd) => (this.start, this.pidfd) = (start, pidfd);

    public int Id => start.Id;

    public DateTimeOffset StartedAt => start.StartedAt;

    /// <summary>Null when it is not there.</summary>
    public static LinuxProcess? Hold(int pid)
    {
        var descriptor = syscall(PidfdOpen, pid, 0);
        var handle = descriptor < 0 ? null : new SafeFileHandle((nint)descriptor, ownsHandle: true);
        if (LinuxStat.Read(pid) is { IsAlive: true } stat)
            return new LinuxProcess(stat, handle);
        handle?.Dispose();
        return null;
    }

    public ProcessUsage? Usage() =>
        LinuxStat.Read(Id) is { IsAlive: true } now && now.StartTicks == start.StartTicks ? new ProcessUsage(now.Cpu, now.MemoryBytes) : null;

    public int? ExitCode()
    {
        var exit = new PidfdExit { Mask = ExitMask };
        if (pidfd is null || ioctl((int)pidfd.DangerousGetHandle(), GetExit, ref exit) != 0 || (exit.Mask & ExitMask) == 0)
            return null;
        var signal = exit.ExitCode & 0x7f;
        return signal == 0 ? (exit.ExitCode >> 8) & 0xff : 128 + signal;
    }

    public void Dispose() => pidfd?.Dispose();

    [LibraryImport("libc")]
    private static partial nint syscall(nint number, nint pid, nint flags);

    [LibraryImport("libc")]
    private static partial int ioctl(int descriptor, nuint request, ref PidfdExit exit);

    /// <summary><c>struct pidfd_info</c>, first version.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 64)]
    private struct PidfdExit
    {
        [FieldOffset(0)]
        public ulong Mask;

        [FieldOffset(60)]
        public int ExitCode;
    }
}
