using NotiLog.Agent.Following;
using NotiLog.Agent.Processes;
using NotiLog.Agent.Sending;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace NotiLog.Agent.Configuration;

/// <summary>The configuration, or everything that is wrong with it.</summary>
internal sealed record ConfigResult(AgentConfig? Config, IReadOnlyList<ConfigFault> Faults);

/// <summary>Reads <c>agent.yaml</c>.</summary>
internal static class ConfigFile
{
    private const long SmallestBuffer = 64 * 1024;
    private const long UsualBuffer = 256L * 1024 * 1024;

    /// <exception cref="AgentFailure">The file cannot be read, or is wrong; all faults are named.</exception>
    public static AgentConfig Load(string path, Func<string, string?> environment)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AgentFailure($"The configuration {path} cannot be read: {exception.Message}{Environment.NewLine}notilog-agent init writes one.", exception);
        }

        var result = Read(text, Path.GetDirectoryName(Path.GetFullPath(path))!, environment);
        return result.Config ?? throw new AgentFailure($"{path} is wrong:{string.Concat(result.Faults.Select(fault => $"{Environment.NewLine}  {fault}"))}");
    }

    /// <param name="baseFolder">What relative paths begin at.</param>
    /// <param name="environment">The value of a variable, null when it is not set.</param>
    public static ConfigResult Read(string text, string baseFolder, Func<string, string?> environment)
    {
        var reading = new ConfigReading(environment);
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            if (yaml.Documents is not [{ RootNode: YamlMappingNode root }])
                return new(null, [new ConfigFault(1, 1, "", "the file must hold keys such as 'server: https://notilog.example.org'")]);
            var config = Read(new ConfigMap(root, "", reading), baseFolder);
            return reading.Faults.Count > 0 ? new(null, reading.Faults) : new(config, []);
        }
        catch (YamlException exception)
        {
            return new(null, [ConfigFault.At(exception.Start, "", $"is no YAML: {exception.Message}")]);
        }
    }

    private static AgentConfig Read(ConfigMap map, string baseFolder)
    {
        var server = Server(map);
        var host = map.Text("host") ?? Environment.MachineName;
        var environment = map.Text("environment");
        var buffer = Buffer(map.Map("buffer"), baseFolder);
        List<FileSettings> files = [.. map.Maps("files").Select(file => FileSection.Read(file, baseFolder))];
        List<WatchedProcess> processes = [.. map.Maps("processes").Select(ProcessSection.Read)];
        var rate = map.Parsed("linesPerSecond", Values.Number, "a number of lines, 0 for no limit") ?? 0;
        foreach (var twice in processes.GroupBy(process => process.Name).Where(group => group.Count() > 1))
            map.Fault("processes", $"has two of the name '{twice.Key}'");
        map.Close();
        return new(server, host, environment, buffer, files, processes, rate);
    }

    private static ServerAddress Server(ConfigMap map)
    {
        var address = map.Required("server", "https://notilog.example.org");
        var key = map.Required("key", "${NOTILOG_KEY}");
        if (address is not null && ServerUri(address) is null)
            map.Fault("server", $"must be the server's address, such as https://notilog.example.org, not '{address}'");
        if (key is not null && !ServerAddress.TryReadId(key, out _))
            map.Fault("key", "must be an agent's key: it begins with nla_ and is shown once, when the agent is made or given a new key");
        return new(ServerUri(address ?? "") ?? new Uri("http://localhost"), key ?? "");
    }

    /// <summary>Null when it is no address.</summary>
    public static Uri? ServerUri(string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Query.Length == 0 && uri.UserInfo.Length == 0 ? uri : null;

    private static BufferConfig Buffer(ConfigMap? map, string baseFolder)
    {
        var folder = Path.GetFullPath(map?.Text("folder") ?? "notilog-agent-buffer", baseFolder);
        if (map is null)
            return new(folder, UsualBuffer, WhenFull.Drop);
        var size = map.Parsed("size", Values.Size, Values.SizeHint) ?? UsualBuffer;
        if (size < SmallestBuffer)
            map.Fault("size", "must be at least 64KiB");
        var whenFull = map.OneOf("whenFull", "drop", ["drop", "wait"]) == "wait" ? WhenFull.Wait : WhenFull.Drop;
        map.Close();
        return new(folder, size, whenFull);
    }
}
