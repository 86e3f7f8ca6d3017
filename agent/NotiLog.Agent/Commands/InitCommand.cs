using NotiLog.Agent.Configuration;
using NotiLog.Agent.Heartbeats;
using NotiLog.Agent.Sending;

namespace NotiLog.Agent.Commands;

/// <summary><c>init</c>: proves address and key with one heartbeat and writes a configuration that only its owner reads. Nothing is written that does not work.</summary>
internal static class InitCommand
{
    public static async Task RunAsync(InitRequest request, TextWriter output, Func<string, string?> environment, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(request.Config);
        if (File.Exists(path) && !request.Force)
            throw new AgentFailure($"{path} is there already; --force replaces it.");
        var server = ServerAddresses.Of(request.Server, request.Key);
        var text = ConfigTemplate.Write(server, request.Files, request.Buffer);
        if (ConfigFile.Read(text, Path.GetDirectoryName(path)!, environment) is { Config: null } wrong)
            throw new AgentFailure($"This makes no valid configuration:{string.Concat(wrong.Faults.Select(fault => $"{Environment.NewLine}  {fault}"))}");
        if (request.Proof)
            await ProveAsync(server, cancellationToken);
        Write(path, text);
        await output.WriteLineAsync($"{(request.Proof ? $"The server answers agent {server.AgentId}. " : "")}Written: {path}");
        await output.WriteLineAsync($"Start it: notilog-agent run --config {request.Config}");
    }

    private static async Task ProveAsync(ServerAddress server, CancellationToken cancellationToken)
    {
        using var client = new ServerClient(server);
        var (_, fault) = await HeartbeatPost.SendAsync(client, HeartbeatBody.Of(Environment.MachineName, [], 0, 0), cancellationToken);
        if (fault is not null)
            throw new AgentFailure($"Nothing is written, since {fault}.{Environment.NewLine}--no-proof writes the configuration all the same.");
    }

    private static void Write(string path, string text)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            // Beside it first: a configuration is whole or not there, and never readable by others.
            var made = path + ".new";
            File.Delete(made);
            using (var writer = new StreamWriter(made, options))
                writer.Write(text);
            File.Move(made, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AgentFailure($"{path} cannot be written: {exception.Message}", exception);
        }
    }
}
