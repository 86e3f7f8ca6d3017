using System.Diagnostics;
using NotiLog.IntegrationTests.EndToEnd;
using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.AgentProgram;

/// <summary>Debian's logrotate in both modes, under load; where it is not installed there is nothing to try.</summary>
[Collection(CrashCollection.Name)]
public sealed class LogrotateTests
{
    private const string Logrotate = "/usr/sbin/logrotate";
    private const int Rotations = 5;

    [Theory]
    [InlineData("create", "*.log")]
    [InlineData("create", "*.log*")]
    [InlineData("copytruncate", "*.log")]
    [InlineData("copytruncate", "*.log*")]
    public async Task Every_line_arrives_once_through_rotations_under_load(string mode, string pattern)
    {
        if (!File.Exists(Logrotate))
            return;
        await using var app = await App.StartAsync();
        await using var agent = await AgentProcess.MakeAsync(app, pattern: pattern);
        var lines = new AgentLines();
        await agent.StartAsync();
        lines.WriteTo(agent.Log("app.log"), 1);
        await Eventually.HoldsAsync(() => agent.Output.Contains("Following", StringComparison.Ordinal), () => agent.Output);
        for (var rotation = 0; rotation < Rotations; rotation++)
        {
            for (var i = 0; i < 20; i++)
                lines.WriteTo(agent.Log("app.log"), 50);
            // With copytruncate what is written between copy and truncation is lost for everybody: nobody writes in that moment.
            await RotateAsync(agent, mode);
            lines.WriteTo(agent.Log("app.log"), 10);
            await SeenAsync(app, agent, lines, mode);
            if (rotation == 2)
            {
                await agent.KillAsync();
                lines.WriteTo(agent.Log("app.log"), 300);
                await RotateAsync(agent, mode);
                lines.WriteTo(agent.Log("app.log"), 5);
                if (mode == "create")
                    await RotateAsync(agent, mode);
                await agent.StartAsync();
                await SeenAsync(app, agent, lines, mode);
            }
        }

        await lines.AssertStoredOnceAsync(app, agent);
        Assert.True(File.Exists(agent.Log("app.log.5")));
    }

    /// <summary>What stood in a file that is copied and truncated twice between two looks, nobody can say: each truncation is seen before the next.</summary>
    private static Task SeenAsync(App app, AgentProcess agent, AgentLines lines, string mode) =>
        mode == "create" ? Task.CompletedTask : lines.AssertStoredOnceAsync(app, agent);

    private static async Task RotateAsync(AgentProcess agent, string mode)
    {
        var config = Path.Combine(Path.GetDirectoryName(agent.Config)!, "rotate.conf");
        await File.WriteAllTextAsync(config, $"\"{agent.Log("app.log")}\" {{\n  rotate 20\n  {mode}{(mode == "create" ? " 0644" : "")}\n  missingok\n  nocompress\n  su {Environment.UserName} {Environment.UserName}\n}}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(config, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var process = Process.Start(new ProcessStartInfo(Logrotate, ["--force", "--state", config + ".state", config]) { RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
    }
}
