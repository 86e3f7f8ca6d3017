using System.Text.Json;
using NotiLog.Requests;

namespace NotiLog.Agents;

/// <summary>What an agent says about itself; everything may be missing. Its times are by its own clock and decide nothing.</summary>
/// <param name="StartedAt">Since when the agent runs.</param>
/// <param name="Processes">Null when it says nothing about processes, which is not the same as none.</param>
/// <param name="Buffered">Events it has read and not sent yet.</param>
/// <param name="Dropped">Events it has given up.</param>
public sealed record Heartbeat(
    string? Version, string? Host, string? Os, DateTimeOffset? StartedAt, IReadOnlyList<ReportedProcess>? Processes, long? Buffered, long? Dropped)
{
    public const int MostProcesses = 200;

    private const int LongestOs = 256;

    public static Heartbeat Empty { get; } = new(null, null, null, null, null, null, null);

    /// <summary>Reads it, however it has come, or names every fault by path.</summary>
    public static Result<Heartbeat> Read(JsonElement body)
    {
        var faults = new Faults();
        var fields = new JsonFields(body, "", faults);
        var beat = new Heartbeat(
            fields.Text("version"), fields.Text("host"), fields.Text("os", longest: LongestOs), fields.Time("startedAt"),
            fields.Take("processes") is null ? null : ReadProcesses(fields, faults),
            fields.Whole("buffered", 0, long.MaxValue), fields.Whole("dropped", 0, long.MaxValue));
        fields.Close();
        return faults.Any ? Problem.From(faults) : beat;
    }

    private static List<ReportedProcess> ReadProcesses(JsonFields fields, Faults faults)
    {
        var processes = new List<ReportedProcess>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, item) in fields.Items("processes", most: MostProcesses))
        {
            var process = new JsonFields(item, path, faults);
            var read = ReportedProcess.Read(process);
            if (!names.Add(read.Name))
                process.Fault("name", "is there twice");
            processes.Add(read);
        }

        return processes;
    }
}

public enum ProcessState
{
    Running,
    Stopped,
    Crashed,
}

/// <summary>A process as an agent sees it.</summary>
/// <param name="Since">Since when it is in this state, by the agent's clock.</param>
public sealed record ReportedProcess(
    string Name, ProcessState State, long? Pid, long? ExitCode, DateTimeOffset? Since, double? CpuPercent, long? MemoryBytes)
{
    private static readonly string[] States = ["running", "stopped", "crashed"];

    internal static ReportedProcess Read(JsonFields fields)
    {
        var name = fields.Text("name", required: true);
        var state = fields.Word("state", States);
        if (fields.Take("state") is null)
            fields.Fault("state", "is required");
        var process = new ReportedProcess(
            name ?? "", (ProcessState)Math.Max(0, Array.IndexOf(States, state)),
            fields.Whole("pid", 0, uint.MaxValue), fields.Whole("exitCode", int.MinValue, uint.MaxValue), fields.Time("since"),
            fields.Amount("cpuPercent"), fields.Whole("memoryBytes", 0, long.MaxValue));
        fields.Close();
        return process;
    }
}
