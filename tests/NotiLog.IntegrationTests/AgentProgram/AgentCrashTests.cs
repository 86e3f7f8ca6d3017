using NotiLog.IntegrationTests.EndToEnd;
using NotiLog.IntegrationTests.Parts;
using Xunit.Abstractions;

namespace NotiLog.IntegrationTests.AgentProgram;

[Collection(CrashCollection.Name)]
public sealed class AgentCrashTests(ITestOutputHelper output)
{
    private const int Rounds = 6;

    [Fact]
    public async Task Every_line_arrives_once_while_both_ends_are_killed_again_and_again()
    {
        await using var app = await App.StartAsync();
        await using var agent = await AgentProcess.MakeAsync(app);
        var lines = new AgentLines();
        await agent.StartAsync();
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(() => Write(agent, lines, enough.Token));
        for (var round = 0; round < Rounds; round++)
        {
            var moment = lines.Count + Random.Shared.Next(500, 3000);
            await Eventually.HoldsAsync(() => lines.Count >= moment, () => $"only {lines.Count} lines");
            if (round % 3 != 1)
            {
                await agent.KillAsync();
                await agent.StartAsync();
            }

            if (round % 3 != 0)
            {
                await app.KillAsync();
                await app.StartAgainAsync();
            }
        }

        await enough.CancelAsync();
        await writing;
        await lines.AssertStoredOnceAsync(app, agent);
        output.WriteLine($"{lines.Count} lines, each once, over {Rounds} rounds of kills");
    }

    [Fact]
    public async Task Lines_that_half_a_write_left_behind_are_whole_after_kills()
    {
        await using var app = await App.StartAsync();
        await using var agent = await AgentProcess.MakeAsync(app);
        var lines = new AgentLines();
        await agent.StartAsync();
        for (var i = 0; i < 8; i++)
        {
            var line = lines.Next();
            await File.AppendAllTextAsync(agent.Log("half.log"), line[..20]);
            if (i % 2 == 0)
                await agent.KillAsync();
            await File.AppendAllTextAsync(agent.Log("half.log"), $"{line[20..]}\n");
            if (i % 2 == 0)
                await agent.StartAsync();
        }

        await lines.AssertStoredOnceAsync(app, agent);
    }

    [Fact]
    public async Task A_terminated_agent_ends_well_and_loses_nothing()
    {
        await using var app = await App.StartAsync();
        await using var agent = await AgentProcess.MakeAsync(app);
        var lines = new AgentLines();
        await agent.StartAsync();
        lines.WriteTo(agent.Log("a.log"), 2000);
        Assert.Equal(0, await agent.StopAsync());
        Assert.Contains("notilog-agent has stopped", agent.Output, StringComparison.Ordinal);
        await agent.StartAsync();
        await lines.AssertStoredOnceAsync(app, agent);
    }

    private static void Write(AgentProcess agent, AgentLines lines, CancellationToken enough)
    {
        var pause = new ManualResetEventSlim();
        while (!enough.IsCancellationRequested)
        {
            lines.WriteTo(agent.Log($"{lines.Count % 3}.log"), 40);
            pause.Wait(TimeSpan.FromMilliseconds(10), CancellationToken.None);
        }
    }
}
