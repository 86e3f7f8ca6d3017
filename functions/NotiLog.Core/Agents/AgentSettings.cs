using NotiLog.Events;
using NotiLog.Requests;

namespace NotiLog.Agents;

/// <summary>What operators decide for an agent; every heartbeat answers it.</summary>
/// <param name="MinLevel">What is less severe need not be sent; null leaves it to the agent.</param>
/// <param name="HeartbeatInterval">How often it is to beat; null as often as it is expected.</param>
/// <param name="Processes">What it is to watch.</param>
public sealed record AgentSettings(Level? MinLevel, TimeSpan? HeartbeatInterval, IReadOnlyList<WatchedProcess> Processes)
{
    public static AgentSettings None { get; } = new(null, null, []);

    /// <summary>Reads the field <c>settings</c>; of its members those that are absent stay as they were and null takes them away.</summary>
    internal AgentSettings Read(JsonFields body, Faults faults)
    {
        if (body.IsNull("settings"))
            return None;
        if (body.Take("settings") is not { } element)
            return this;
        var fields = new JsonFields(element, body.PathOf("settings"), faults);
        var level = fields.Word("minLevel", Levels.All);
        var interval = fields.Duration("heartbeatInterval", TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromDays(365));
        var processes = ReadProcesses(fields, faults);
        var read = new AgentSettings(
            level is not null && Levels.TryParse(level, out var least) ? least : fields.IsNull("minLevel") ? null : MinLevel,
            interval > TimeSpan.Zero ? interval : fields.IsNull("heartbeatInterval") ? null : HeartbeatInterval,
            processes ?? (fields.IsNull("processes") ? [] : Processes));
        fields.Close();
        return read;
    }

    private static List<WatchedProcess>? ReadProcesses(JsonFields fields, Faults faults)
    {
        if (fields.Take("processes") is null)
            return null;
        var processes = new List<WatchedProcess>();
        foreach (var (path, item) in fields.Items("processes", most: Heartbeat.MostProcesses))
        {
            var process = new JsonFields(item, path, faults);
            var name = process.Text("name", required: true) ?? "";
            if (processes.Exists(other => other.Name == name))
                process.Fault("name", "is there twice");
            processes.Add(new(name, process.Text("commandLine", longest: 1024), process.Text("pidFile", longest: 1024)));
            process.Close();
        }

        return processes;
    }
}

/// <summary>A process to watch, found by its command line or pid file, else by its name.</summary>
public sealed record WatchedProcess(string Name, string? CommandLine, string? PidFile);

/// <summary>What a heartbeat is answered, and what an agent is sent when it changes.</summary>
public sealed record HeartbeatAnswer(TimeSpan HeartbeatInterval, Level? MinLevel, IReadOnlyList<WatchedProcess> Processes, DateTimeOffset ServerTime);
