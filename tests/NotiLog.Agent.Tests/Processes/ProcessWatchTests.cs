using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using NotiLog.Agent.Processes;

namespace NotiLog.Agent.Tests.Processes;

public sealed class ProcessWatchTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero));
    private readonly Table table = new();

    [Fact]
    public void A_process_is_seen_to_run_to_end_and_to_run_again()
    {
        using var watch = new ProcessWatch(table, time);
        WatchedProcess[] wanted = [new("a", null, null)];
        Assert.True(watch.Look(wanted));
        Assert.Equal(("stopped", null, null), (watch.Reports[0].State, watch.Reports[0].Pid, watch.Reports[0].Since));
        table.Start(7);
        Assert.True(watch.Look(wanted));
        Assert.Equal(("running", 7), (watch.Reports[0].State, watch.Reports[0].Pid));
        table.Current!.Used = new(TimeSpan.FromSeconds(3), 1000);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.False(watch.Look(wanted));
        Assert.Equal((30.0, 1000L), (watch.Reports[0].CpuPercent!.Value, watch.Reports[0].MemoryBytes!.Value));
        table.End(code: 1);
        Assert.True(watch.Look(wanted));
        Assert.Equal(("crashed", 1, time.GetUtcNow()), (watch.Reports[0].State, watch.Reports[0].ExitCode, watch.Reports[0].Since));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.False(watch.Look(wanted));
        Assert.Equal("crashed", watch.Reports[0].State);
        table.Start(8);
        Assert.True(watch.Look(wanted));
        Assert.Equal(("running", 8), (watch.Reports[0].State, watch.Reports[0].Pid));
    }

    [Fact]
    public void One_that_was_exchanged_between_two_looks_is_a_change()
    {
        using var watch = new ProcessWatch(table, time);
        WatchedProcess[] wanted = [new("a", null, null)];
        table.Start(7);
        watch.Look(wanted);
        table.End(code: null);
        table.Start(8);
        Assert.True(watch.Look(wanted));
        Assert.Equal(("running", 8), (watch.Reports[0].State, watch.Reports[0].Pid));
    }

    [Theory]
    [InlineData(0, false, "stopped")]
    [InlineData(143, false, "stopped")]
    [InlineData(137, false, "crashed")]
    [InlineData(3, false, "crashed")]
    [InlineData(null, false, "stopped")]
    [InlineData(null, true, "crashed")]
    public void How_it_ended_tells_whether_it_crashed(int? code, bool hasLeftPidFile, string state)
    {
        using var watch = new ProcessWatch(table, time);
        table.LeavesPidFile = hasLeftPidFile;
        table.Start(7);
        watch.Look([new("a", null, null)]);
        table.End(code);
        watch.Look([new("a", null, null)]);
        Assert.Equal((state, code), (watch.Reports[0].State, watch.Reports[0].ExitCode));
    }

    [Fact]
    public async Task A_real_process_is_found_by_name_command_line_and_pid_file()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var seconds = $"{Random.Shared.Next(100_000, 900_000)}";
        using var process = Process.Start("sleep", seconds);
        var pidFile = Path.GetTempFileName();
        await File.WriteAllTextAsync(pidFile, $"{process.Id}\n");
        using var watch = new ProcessWatch(new LinuxProcesses(), TimeProvider.System);
        WatchedProcess[] wanted = [new("sleep", null, null), new("by-line", $"^sleep {seconds}$", null), new("by-file", null, pidFile), new("none", "^nothing like this$", null)];
        watch.Look(wanted);
        Assert.Equal(["running", "running", "running", "stopped"], watch.Reports.Select(report => report.State));
        Assert.Equal((process.Id, process.Id), (watch.Reports[1].Pid!.Value, watch.Reports[2].Pid!.Value));
        Assert.InRange(watch.Reports[1].Since!.Value, TimeProvider.System.GetUtcNow().AddMinutes(-1), TimeProvider.System.GetUtcNow().AddSeconds(2));
        Assert.True(watch.Reports[1].MemoryBytes > 100_000);
        process.Kill();
        await process.WaitForExitAsync();
        Assert.True(watch.Look(wanted));
        Assert.Equal("crashed", watch.Reports[2].State);
        if (watch.Reports[1].ExitCode is { } code)
            Assert.Equal((137, "crashed"), (code, watch.Reports[1].State));
        File.Delete(pidFile);
    }

    private sealed class Table : IProcessTable
    {
        public Held? Current { get; private set; }

        public bool LeavesPidFile { get; set; }

        public void Start(int pid) => Current = new Held(pid);

        public void End(int? code)
        {
            (Current!.HasEnded, Current.Code) = (true, code);
            Current = null;
        }

        public IHeldProcess? Find(WatchedProcess watched) => Current;

        public bool HasLeftPidFile(WatchedProcess watched) => LeavesPidFile;
    }

    private sealed class Held(int pid) : IHeldProcess
    {
        public int Id => pid;

        public DateTimeOffset StartedAt => DateTimeOffset.UnixEpoch;

        public bool HasEnded { get; set; }

        public int? Code { get; set; }

        public ProcessUsage Used { get; set; }

        public ProcessUsage? Usage() => HasEnded ? null : Used;

        public int? ExitCode() => Code;

        public void Dispose()
        {
        }
    }
}
