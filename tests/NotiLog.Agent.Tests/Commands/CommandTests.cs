using NotiLog.Agent.Commands;
using NotiLog.Agent.Tests.Parts;

namespace NotiLog.Agent.Tests.Commands;

public sealed class CommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("notilog-agent");
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Init_proves_the_key_and_writes_a_file_for_its_owner_only()
    {
        await using var server = await ServerStandIn.StartAsync();
        Assert.Equal(0, await RunAsync("init", "--server", $"{server.Base}", "--key", ServerStandIn.Key, "--file", Log("*.log"), "--config", Config));
        Assert.Equal("0.1.0", Assert.Single(server.Heartbeats).GetProperty("version").GetString());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Config));
        Assert.Equal(0, await RunAsync("check", "--config", Config));
        Assert.Contains("no file yet", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await RunAsync("init", "--server", $"{server.Base}", "--key", ServerStandIn.Key, "--config", Config));
        Assert.Contains("--force", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync("init", "--server", $"{server.Base}", "--key", ServerStandIn.Key, "--config", Config, "--force"));
    }

    [Theory]
    [InlineData(401, "does not accept the key")]
    [InlineData(404, "is not there")]
    [InlineData(500, "answers 500")]
    public async Task Init_that_is_not_answered_writes_nothing(int status, string reason)
    {
        await using var server = await ServerStandIn.StartAsync();
        server.Heartbeat = () => new Answer(status);
        Assert.Equal(1, await RunAsync("init", "--server", $"{server.Base}", "--key", ServerStandIn.Key, "--config", Config));
        Assert.Contains(reason, errors.ToString(), StringComparison.Ordinal);
        Assert.Empty(folder.GetFiles());
        Assert.Equal(0, await RunAsync("init", "--no-proof", "--server", $"{server.Base}", "--key", ServerStandIn.Key, "--config", Config));
    }

    [Theory]
    [InlineData("notilog.example.org", ServerStandIn.Key, "--server must be")]
    [InlineData("https://notilog.example.org", "nlt_other", "--key must be")]
    public async Task Init_names_what_is_wrong_with_its_options(string server, string key, string reason)
    {
        Assert.Equal(1, await RunAsync("init", "--server", server, "--key", key, "--config", Config));
        Assert.Contains(reason, errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_names_every_fault_with_its_place()
    {
        await File.WriteAllTextAsync(Config, "server: http://localhost\nkye: x\nfiles:\n  - path: /a.log\n    start: begin\n");
        Assert.Equal(1, await RunAsync("check", "--config", Config));
        Assert.Contains("line 1, column 1: key is required", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("line 2, column 1: kye is unknown", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("line 5, column 12: files[0].start must be one of beginning, end; did you mean beginning?", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await RunAsync("check", "--config", Config + ".missing"));
        Assert.Contains("init writes one", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dry_run_prints_the_last_events_and_sends_nothing()
    {
        await using var server = await ServerStandIn.StartAsync();
        await File.WriteAllTextAsync(Log("a.log"), "2026-11-30 10:00:00 INFO one\n2026-11-30 10:00:00 ERROR two\nthree without end");
        await WriteConfigAsync(server);
        Assert.Equal(0, await RunAsync("dry-run", "--config", Config, "--lines", "2"));
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains(lines, line => line.Contains("\"level\":\"error\"", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("three without end", StringComparison.Ordinal));
        Assert.Contains("the last 2 events", errors.ToString(), StringComparison.Ordinal);
        Assert.Empty(server.Batches);
        Assert.False(Directory.Exists(Path.Combine(folder.FullName, "notilog-agent-buffer")));
    }

    [Fact]
    public async Task Send_sends_one_event_and_prints_its_id()
    {
        await using var server = await ServerStandIn.StartAsync();
        server.Ingest = _ => new Answer(202, """{"accepted":1,"rejected":[],"ids":["01a22e2a-8c35-708a-8725-0aed0f3912da"]}""");
        Assert.Equal(0, await RunAsync("send", "резервная копия готова", "--level", "warning", "--service", "backup", "--server", $"{server.Base}", "--key", ServerStandIn.Key));
        var sent = Assert.Single(server.Events);
        Assert.Equal(("резервная копия готова", "warning", "backup"), (sent.GetProperty("message").GetString(), sent.GetProperty("level").GetString(), sent.GetProperty("service").GetString()));
        Assert.Equal("01a22e2a-8c35-708a-8725-0aed0f3912da", output.ToString().Trim());
        server.Ingest = _ => new Answer(400, """{"detail":"no"}""");
        Assert.Equal(1, await RunAsync("send", "x", "--server", $"{server.Base}", "--key", ServerStandIn.Key));
        Assert.Contains("400 no", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_on_the_same_buffer_is_refused()
    {
        await using var server = await ServerStandIn.StartAsync();
        await WriteConfigAsync(server);
        using var held = Agent.Buffering.BufferFolder.Open(Path.Combine(folder.FullName, "notilog-agent-buffer"));
        Assert.Equal(1, await RunAsync("run", "--config", Config));
        Assert.Contains("in use by a running agent", errors.ToString(), StringComparison.Ordinal);
    }

    private string Config => Path.Combine(folder.FullName, "agent.yaml");

    private string Log(string name) => Path.Combine(folder.FullName, name);

    private Task WriteConfigAsync(ServerStandIn server) =>
        File.WriteAllTextAsync(Config, $"server: {server.Base}\nkey: {ServerStandIn.Key}\nfiles:\n  - path: '*.log'\n");

    private Task<int> RunAsync(params string[] arguments) => CommandLine.Create(new AgentCommands(output, errors, _ => null)).Parse(arguments).InvokeAsync();
}
