using Microsoft.Extensions.Logging.Abstractions;
using NotiLog.Agent.Configuration;
using NotiLog.Agent.Events;
using NotiLog.Agent.Heartbeats;
using NotiLog.Agent.Processes;
using NotiLog.Agent.Sending;
using NotiLog.Agent.Tests.Parts;
using NotiLog.IntegrationTests.Parts;

namespace NotiLog.Agent.Tests.Heartbeats;

public sealed class HeartbeatTests : IAsyncLifetime, IDisposable
{
    private const string Wanted = """{"heartbeatInterval":"3m","minLevel":"warning","processes":[{"name":"nginx","commandLine":null,"pidFile":"/run/none.pid"}],"serverTime":"2026-11-30T12:00:00Z"}""";

    private readonly AgentFolder agent = new();
    private ServerSettings settings = null!;
    private ServerClient? client;
    private HeartbeatLoop? loop;
    private HubLink? hub;

    public Task InitializeAsync()
    {
        settings = new ServerSettings(agent.Store, NullLogger<ServerSettings>.Instance);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        if (loop is not null)
            await loop.StopAsync(default);
        if (hub is not null)
            await hub.DisposeAsync();
    }

    public void Dispose()
    {
        loop?.Dispose();
        client?.Dispose();
        agent.Dispose();
    }

    [Fact]
    public async Task Without_a_hub_heartbeats_go_over_https_and_what_is_answered_holds_at_once()
    {
        await using var server = await ServerStandIn.StartAsync();
        server.Heartbeat = () => new Answer(200, Wanted);
        await StartAsync(server);
        await Eventually.HoldsAsync(() => server.Heartbeats.Count >= 2, () => $"{server.Heartbeats.Count} heartbeats");
        Assert.Equal((Level.Warning, TimeSpan.FromMinutes(3)), (settings.LeastLevel, settings.HeartbeatInterval));
        var last = server.Heartbeats.Last();
        Assert.Equal(("web-1", 0, 0), (last.GetProperty("host").GetString(), last.GetProperty("buffered").GetInt32(), last.GetProperty("dropped").GetInt32()));
        Assert.Equal("nginx stopped", $"{last.GetProperty("processes")[0].GetProperty("name")} {last.GetProperty("processes")[0].GetProperty("state")}");
        Assert.Equal(Level.Warning, new ServerSettings(agent.Store, NullLogger<ServerSettings>.Instance).LeastLevel);
    }

    [Fact]
    public async Task Over_the_hub_configure_is_obeyed_and_ping_is_answered()
    {
        await using var server = await ServerStandIn.StartAsync(ServerStandIn.Usual);
        await StartAsync(server);
        await Eventually.HoldsAsync(() => server.HubHeartbeats.Count == 1, () => "no heartbeat over the hub");
        Assert.Empty(server.Heartbeats);
        await server.PushAsync("ping");
        await Eventually.HoldsAsync(() => server.HubHeartbeats.Count == 2, () => "no answer to ping");
        server.Configure = Wanted;
        await server.PushAsync("configure", System.Text.Json.JsonDocument.Parse(Wanted).RootElement);
        await Eventually.HoldsAsync(() => settings.LeastLevel == Level.Warning && server.HubHeartbeats.Count == 3, () => "configure is not obeyed");
        Assert.Equal("nginx", server.HubHeartbeats.Last().GetProperty("processes")[0].GetProperty("name").GetString());
        Assert.Empty(server.Heartbeats);
    }

    [Fact]
    public async Task A_heartbeat_that_the_hub_does_not_answer_goes_over_https()
    {
        await using var server = await ServerStandIn.StartAsync("");
        await StartAsync(server);
        await Eventually.HoldsAsync(() => server.HubHeartbeats.Count == 1, () => "no heartbeat over the hub");
        await Eventually.HoldsAsync(
            () =>
            {
                agent.Time.Advance(TimeSpan.FromSeconds(1));
                return !server.Heartbeats.IsEmpty;
            },
            () => "no heartbeat over HTTPS");
    }

    [Fact]
    public async Task What_is_buffered_and_dropped_is_told()
    {
        await using var server = await ServerStandIn.StartAsync();
        agent.Write("a.log", "1\n2\n");
        agent.Follow();
        await StartAsync(server);
        await Eventually.HoldsAsync(() => !server.Heartbeats.IsEmpty, () => "no heartbeat");
        Assert.Equal(2, server.Heartbeats.First().GetProperty("buffered").GetInt32());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"heartbeatInterval":"often","minLevel":"loud","processes":[{"name":""},{"name":"x","commandLine":"("}]}""")]
    public void What_is_no_answer_changes_nothing(string json)
    {
        settings.Take(json);
        Assert.Equal((Level.Trace, TimeSpan.FromMinutes(1), 0), (settings.LeastLevel, settings.HeartbeatInterval, settings.Processes([]).Count));
    }

    [Fact]
    public void The_servers_processes_come_to_those_of_the_file_and_replace_those_of_the_same_name()
    {
        settings.Take(Wanted);
        Assert.Equal(["own ", "nginx /run/none.pid"], settings.Processes([new("nginx", null, null), new("own", null, null)]).Select(process => $"{process.Name} {process.PidFile}"));
    }

    private async Task StartAsync(ServerStandIn server)
    {
        client = new ServerClient(server.Address);
        hub = new HubLink(client, settings, agent.Time, NullLogger<HubLink>.Instance);
        var config = new AgentConfig(server.Address, "web-1", null, new BufferConfig("", 0, default), [], [], 0);
        loop = new HeartbeatLoop(config, client, agent.Store, settings, new ProcessWatch(new LinuxProcesses(), agent.Time), hub, agent.Time, NullLogger<HeartbeatLoop>.Instance);
        await loop.StartAsync(default);
        _ = Task.Run(async () =>
        {
            // Time goes on a little, so that what waits for a tenth of a second is not waiting for ever.
            while (loop.ExecuteTask is { IsCompleted: false })
            {
                agent.Time.Advance(TimeSpan.FromMilliseconds(50));
                await Task.Delay(10);
            }
        });
    }
}
