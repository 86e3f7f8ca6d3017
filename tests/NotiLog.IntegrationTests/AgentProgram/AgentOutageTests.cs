using System.Diagnostics;
using System.Text.Json;
using NotiLog.IntegrationTests.EndToEnd;
using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.AgentProgram;

[Collection(CrashCollection.Name)]
public sealed class AgentOutageTests
{
    [Fact]
    public async Task Two_days_of_lines_are_sent_in_one_go_after_an_outage_each_with_its_own_time()
    {
        const int Lines = 40_000;
        await using var app = await App.StartAsync();
        await using var agent = await AgentProcess.MakeAsync(app);
        await app.KillAsync();
        var start = TimeProvider.System.GetUtcNow().AddHours(-48);
        await File.WriteAllLinesAsync(agent.Log("old.log"), Enumerable.Range(0, Lines).Select(n => $"{start.AddHours(48.0 * n / Lines).UtcDateTime:yyyy-MM-dd HH:mm:ss} INFO line-{n:D7}"));
        await agent.StartAsync();
        await Eventually.HoldsAsync(() => agent.Output.Contains("Events are not taken", StringComparison.Ordinal), () => agent.Output);
        await agent.KillAsync();
        await app.StartAgainAsync();
        await agent.StartAsync();
        List<JsonElement> stored = [];
        await Eventually.HoldsAsync(
            async () => (stored = await app.AllAsync($"{Calls.Events}?agentId={agent.AgentId}&kind=log&order=asc&limit=1000")).Count >= Lines,
            () => $"{stored.Count}: {agent.Output}", TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(1));
        Assert.Equal(Enumerable.Range(0, Lines).Select(n => $"line-{n:D7}"), stored.Select(e => Calls.Text(e, "message")![^12..]));
    }

    [Fact]
    public async Task A_small_buffer_keeps_the_errors_of_an_outage_and_tells_of_the_gap()
    {
        await using var app = await App.StartAsync();
        await using var agent = await AgentProcess.MakeAsync(app, rest: "  size: 64KiB\n");
        await app.KillAsync();
        await agent.StartAsync();
        await Eventually.HoldsAsync(() => agent.Output.Contains("Events are not taken", StringComparison.Ordinal) || Touch(agent), () => agent.Output);
        var noise = new Random(7);
        for (var i = 0; i < 60; i++)
            await File.AppendAllLinesAsync(agent.Log("app.log"), Enumerable.Range(0, 200).Select(n => n == 100 ? $"ERROR failure {i:D2}" : $"INFO {noise.NextInt64():x} {noise.NextInt64():x} {noise.NextInt64():x}"));
        await Eventually.HoldsAsync(() => new FileInfo(Path.Combine(agent.Buffer, "buffer.db")).Exists, () => "no buffer");
        await Task.Delay(TimeSpan.FromSeconds(3));
        await agent.KillAsync();
        await app.StartAgainAsync();
        await agent.StartAsync();
        List<JsonElement> own = [];
        await Eventually.HoldsAsync(
            async () => (own = await app.AllAsync($"{Calls.Events}?agentId={agent.AgentId}&service=notilog-agent&level=warning&limit=10")).Count > 0,
            () => $"nothing tells of the gap: {agent.Output}", TimeSpan.FromSeconds(60));
        var context = Assert.Single(own).GetProperty("context");
        Assert.True(context.GetProperty("dropped").GetInt64() > 1000);
        Assert.Equal(0, context.GetProperty("droppedErrors").GetInt64());
        Assert.True(context.GetProperty("gapFrom").GetDateTime() <= context.GetProperty("gapTo").GetDateTime());
        var messages = await agent.StoredAsync(app);
        Assert.Equal(Enumerable.Range(0, 60).Select(i => $"ERROR failure {i:D2}"), messages.Where(message => message.StartsWith("ERROR failure", StringComparison.Ordinal)).Order());
        var heard = await app.GetAsync($"/api/v1/agents/{agent.AgentId}");
        await Eventually.HoldsAsync(async () => (heard = await app.GetAsync($"/api/v1/agents/{agent.AgentId}")).GetProperty("report").ValueKind == JsonValueKind.Object, () => $"{heard}");
        Assert.Equal(context.GetProperty("dropped").GetInt64(), heard.GetProperty("report").GetProperty("dropped").GetInt64());
    }

    [Fact]
    public async Task A_full_disk_stops_the_reading_and_nothing_else_and_it_goes_on_when_there_is_room()
    {
        await using var disk = SmallDisk.TryMount();
        if (disk is null)
            return;
        await using var app = await App.StartAsync();
        await using var agent = await AgentProcess.MakeAsync(app, buffer: disk.Path);
        var lines = new AgentLines();
        await agent.StartAsync();
        lines.WriteTo(agent.Log("a.log"), 100);
        await lines.AssertStoredOnceAsync(app, agent);
        disk.Fill();
        for (var i = 0; i < 40 && !agent.Output.Contains("stands still", StringComparison.Ordinal); i++)
        {
            lines.WriteTo(agent.Log("a.log"), 5000);
            await Task.Delay(TimeSpan.FromMilliseconds(300));
        }

        Assert.Contains("reading stands still until there is room", agent.Output, StringComparison.Ordinal);
        await agent.KillAsync();
        disk.Free();
        await agent.StartAsync();
        await lines.AssertStoredOnceAsync(app, agent, TimeSpan.FromSeconds(150));
        var told = await app.AllAsync($"{Calls.Events}?agentId={agent.AgentId}&service=notilog-agent&level=error&limit=10");
        Assert.Contains(told, e => Calls.Text(e, "message")!.Contains("cannot be written", StringComparison.Ordinal));
    }

    /// <summary>Something to send, so that the outage is noticed; never true.</summary>
    private static bool Touch(AgentProcess agent)
    {
        if (!File.Exists(agent.Log("app.log")))
            File.WriteAllText(agent.Log("app.log"), "INFO first\n");
        return false;
    }

    /// <summary>Two megabytes of their own; null where one may not mount.</summary>
    private sealed class SmallDisk : IAsyncDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("notilog-disk");

        public string Path => folder.FullName;

        public static SmallDisk? TryMount()
        {
            var disk = new SmallDisk();
            if (OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.Path) == 0)
                return disk;
            disk.folder.Delete();
            return null;
        }

        /// <summary>Takes all the room but a few pages.</summary>
        public void Fill()
        {
            using var ballast = File.Create(Ballast);
            var block = new byte[4096];
            try
            {
                while (true)
                {
                    ballast.Write(block);
                    ballast.Flush();
                }
            }
            catch (IOException)
            {
                // Full.
            }
        }

        public void Free() => File.Delete(Ballast);

        public ValueTask DisposeAsync()
        {
            Run("umount", "-l", Path);
            folder.Delete();
            return ValueTask.CompletedTask;
        }

        private string Ballast => System.IO.Path.Combine(Path, "ballast");

        private static int Run(string program, params string[] arguments)
        {
            try
            {
                using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
                process.WaitForExit();
                return process.ExitCode;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return -1;
            }
        }
    }
}
