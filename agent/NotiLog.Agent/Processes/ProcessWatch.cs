namespace NotiLog.Agent.Processes;

/// <summary>Looks at the watched processes. One that is gone has <c>crashed</c> when its exit code says so, or when it left its pid file behind; else it has <c>stopped</c>.</summary>
internal sealed class ProcessWatch(IProcessTable table, TimeProvider time) : IDisposable
{
    private readonly Dictionary<string, Watched> watched = [];

    /// <summary>As of the last look, in the order they were asked for.</summary>
    public IReadOnlyList<ProcessReport> Reports { get; private set; } = [];

    /// <returns>Whether one of them started, ended or was exchanged since the last look.</returns>
    public bool Look(IReadOnlyList<WatchedProcess> wanted)
    {
        foreach (var gone in watched.Where(one => !wanted.Contains(one.Value.Process)).ToList())
        {
            gone.Value.Dispose();
            watched.Remove(gone.Key);
        }

        var before = Reports;
        Reports = [.. wanted.Select(Look)];
        return !before.Select(report => (report.Name, report.State, report.Pid)).SequenceEqual(Reports.Select(report => (report.Name, report.State, report.Pid)));
    }

    public void Dispose()
    {
        foreach (var one in watched.Values)
            one.Dispose();
    }

    private ProcessReport Look(WatchedProcess process)
    {
        if (!watched.TryGetValue(process.Name, out var one))
            watched[process.Name] = one = new Watched(process);
        return one.Look(table, time);
    }

    private sealed class Watched(WatchedProcess process) : IDisposable
    {
        private IHeldProcess? held;
        private ProcessReport last = new(process.Name, ProcessReport.Stopped, null, null, null, null, null);
        private TimeSpan cpu;
        private long lookedAt;

        public WatchedProcess Process => process;

        public ProcessReport Look(IProcessTable table, TimeProvider time)
        {
            if (held is not null && held.Usage() is { } usage)
                return last = Running(held, usage, time);
            if (held is not null)
                last = Ended(held, table, time);
            held?.Dispose();
            held = table.Find(process);
            if (held?.Usage() is not { } first)
                return last;
            (cpu, lookedAt) = (first.Cpu, 0);
            return last = Running(held, first, time);
        }

        public void Dispose() => held?.Dispose();

        private ProcessReport Running(IHeldProcess now, ProcessUsage usage, TimeProvider time)
        {
            double? percent = lookedAt == 0 ? null : (usage.Cpu - cpu) / time.GetElapsedTime(lookedAt) * 100;
            (cpu, lookedAt) = (usage.Cpu, time.GetTimestamp());
            return new(process.Name, ProcessReport.Running, now.Id, null, now.StartedAt, percent is { } known && double.IsFinite(known) ? Math.Round(Math.Max(0, known), 1) : null, usage.MemoryBytes);
        }

        private ProcessReport Ended(IHeldProcess gone, IProcessTable table, TimeProvider time)
        {
            var code = gone.ExitCode();
            var isCrash = code is { } known ? !IsClean(known) : table.HasLeftPidFile(process);
            return new(process.Name, isCrash ? ProcessReport.Crashed : ProcessReport.Stopped, null, code, time.GetUtcNow(), null, null);
        }

        /// <summary>Ended by itself without a fault, or because somebody asked it to (SIGHUP, SIGINT, SIGTERM).</summary>
        private static bool IsClean(int code) => code is 0 or 129 or 130 or 143;
    }
}
