using NotiLog.Agent.Configuration;

namespace NotiLog.Agent.Commands;

internal sealed record InitRequest(string Server, string Key, IReadOnlyList<string> Files, string Config, string? Buffer, bool Force, bool Proof);

/// <param name="Server">With <paramref name="Key"/> instead of the configuration.</param>
internal sealed record SendRequest(string Message, string Level, string? Service, string? Server, string? Key, string Config);

/// <summary>What the commands do; each answers the exit code: 0 well, 1 not.</summary>
internal sealed class AgentCommands(TextWriter output, TextWriter errors, Func<string, string?> environment)
{
    public Task<int> InitAsync(InitRequest request, CancellationToken cancellationToken) =>
        GuardAsync(() => InitCommand.RunAsync(request, output, environment, cancellationToken));

    public Task<int> RunAsync(string config, CancellationToken cancellationToken) =>
        GuardAsync(() => RunCommand.RunAsync(ConfigFile.Load(config, environment), cancellationToken));

    public int Check(string config) => Guard(() => CheckCommand.Run(ConfigFile.Load(config, environment), config, output));

    public Task<int> SendAsync(SendRequest request, CancellationToken cancellationToken) =>
        GuardAsync(() => SendCommand.RunAsync(request, output, environment, cancellationToken));

    public int DryRun(string config, int lines) => Guard(() => DryRunCommand.Run(ConfigFile.Load(config, environment), lines, output, errors));

    public int Version()
    {
        output.WriteLine($"notilog-agent {AgentVersion.Text}");
        return 0;
    }

    private int Guard(Action command)
    {
        try
        {
            command();
            return 0;
        }
        catch (AgentFailure failure)
        {
            errors.WriteLine(failure.Message);
            return 1;
        }
    }

    private async Task<int> GuardAsync(Func<Task> command)
    {
        try
        {
            await command();
            return 0;
        }
        catch (AgentFailure failure)
        {
            await errors.WriteLineAsync(failure.Message);
            return 1;
        }
    }
}
