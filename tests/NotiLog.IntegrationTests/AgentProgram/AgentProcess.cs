using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using NotiLog.IntegrationTests.EndToEnd;
using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.AgentProgram;

/// <summary>The agent as it is installed, in a process of its own, with a folder of log files that it follows.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("notilog-agent");
    private readonly StringBuilder output = new();
    private Process? process;

    private AgentProcess(string agentId, string? buffer) => (AgentId, Buffer) = (agentId, buffer ?? Path.Combine(folder.FullName, "buffer"));

    public string Logs => Path.Combine(folder.FullName, "logs");

    public string Buffer { get; }

    public string AgentId { get; }

    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>Makes an agent on the server and a configuration with its key; nothing runs yet.</summary>
    /// <param name="files">YAML of an item of <c>files</c> after its path, indented by four.</param>
    /// <param name="buffer">Its folder; one of its own when null.</param>
    public static async Task<AgentProcess> MakeAsync(App app, string files = "    start: beginning", string pattern = "*.log", string? buffer = null, string rest = "")
    {
        var made = await app.PostAsync("/api/v1/agents", new { name = $"agent-{Guid.NewGuid():N}", heartbeatInterval = "5s" });
        var agent = new AgentProcess(Calls.Text(made, "id")!, buffer);
        Directory.CreateDirectory(agent.Logs);
        await File.WriteAllTextAsync(
            agent.Config,
            $"server: {app.Address}\nkey: {Calls.Text(made, "key")}\nbuffer:\n  folder: {agent.Buffer}\n{rest}\nfiles:\n  - path: '{agent.Logs}/{pattern}'\n    timeZone: UTC\n    service: followed\n{files}\n");
        return agent;
    }

    public string Config => Path.Combine(folder.FullName, "agent.yaml");

    public string Log(string name) => Path.Combine(Logs, name);

    /// <summary>Runs it; returns when it follows.</summary>
    public async Task StartAsync()
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process = new Process { StartInfo = Command("run", "--config", Config), EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Take(line.Data, ready);
        process.ErrorDataReceived += (_, line) => Take(line.Data, ready);
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"The agent ended: {Output}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await ready.Task.WaitAsync(Deadline);
    }

    /// <summary><c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>The exit code after a SIGTERM.</summary>
    public async Task<int> StopAsync()
    {
        Assert.Equal(0, Signal(process!.Id, Terminate));
        await process.WaitForExitAsync().WaitAsync(Deadline);
        return process.ExitCode;
    }

    /// <summary>Runs a command to its end: exit code and what it printed.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        using var command = new Process { StartInfo = Command(arguments) };
        command.Start();
        var errors = command.StandardError.ReadToEndAsync();
        var text = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync().WaitAsync(Deadline);
        return (command.ExitCode, text + await errors);
    }

    /// <summary>The messages of all events that it sent, as they are stored.</summary>
    public async Task<List<string>> StoredAsync(App app) =>
        [.. (await app.AllAsync($"{Calls.Events}?agentId={AgentId}&kind=log&order=asc&limit=1000")).Select(e => Calls.Text(e, "message")!)];

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
            await KillAsync();
        process?.Dispose();
        folder.Delete(recursive: true);
    }

    private static ProcessStartInfo Command(params string[] arguments) => new(Program(), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

    /// <summary>Where the agent's project was built, in the configuration of the tests: <c>bin/Debug/net10.0</c>.</summary>
    private static string Program()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var root = here.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(root, "agent", "NotiLog.Agent", "bin", here.Parent.Name, here.Name, OperatingSystem.IsWindows() ? "notilog-agent.exe" : "notilog-agent");
    }

    private void Take(string? line, TaskCompletionSource ready)
    {
        if (line is null)
            return;
        lock (output)
            output.AppendLine(line);
        if (line.Contains(" sends to ", StringComparison.Ordinal))
            ready.TrySetResult();
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
