using NotiLog.Agent.Processes;

namespace NotiLog.Agent.Configuration;

/// <summary>Reads an item of <c>processes</c>.</summary>
internal static class ProcessSection
{
    public static WatchedProcess Read(ConfigMap map)
    {
        var name = map.Required("name", "nginx");
        var commandLine = map.Text("commandLine");
        var pidFile = map.Text("pidFile");
        if (commandLine is not null)
            FileSection.Pattern(map, "commandLine", commandLine);
        if (commandLine is not null && !OperatingSystem.IsLinux())
            map.Fault("commandLine", "is for Linux; here a process is found by its name or its pidFile");
        if (commandLine is not null && pidFile is not null)
            map.Fault("pidFile", "and commandLine exclude each other");
        if (pidFile is not null && !Path.IsPathFullyQualified(pidFile))
            map.Fault("pidFile", "must be a path from the root on");
        map.Close();
        return new(name ?? "", commandLine, pidFile);
    }
}
