using NotiLog.Agent.Configuration;
using NotiLog.Agent.Following;

namespace NotiLog.Agent.Commands;

/// <summary><c>check</c>: the configuration is right; says what it follows at the moment.</summary>
internal static class CheckCommand
{
    public static void Run(AgentConfig config, string path, TextWriter output)
    {
        output.WriteLine($"{path} is valid. Server {config.Server.Base}, agent {config.Server.AgentId}, host {config.Host}, buffer {config.Buffer.Folder} ({config.Buffer.Size / 1024} KiB).");
        foreach (var (settings, pattern) in config.Files.SelectMany(settings => settings.Paths.Select(pattern => (settings, pattern))))
        {
            var files = pattern.Find().Where(file => !settings.IsExcluded(file)).ToList();
            output.WriteLine(files.Count == 0 ? $"{pattern.Text}: no file yet" : $"{pattern.Text}: {files.Count} files");
            foreach (var file in files)
                output.WriteLine($"  {file}{Unreadable(file)}");
        }

        foreach (var process in config.Processes)
            output.WriteLine($"Process {process.Name}{(process.CommandLine is { } line ? $", command line {line}" : process.PidFile is { } pid ? $", pid file {pid}" : "")}");
    }

    private static string Unreadable(string file)
    {
        try
        {
            FileContent.Open(file).Dispose();
            return "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"  CANNOT BE READ: {exception.Message}";
        }
    }
}
