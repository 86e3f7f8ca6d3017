using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NotiLog.Agents;
using NotiLog.Events;
using NotiLog.Liveness;
using NotiLog.Schedule;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Agents;

/// <summary>Agents as tests speak of them.</summary>
internal static class LivingAgents
{
    public static async Task<Agent> AgentAsync(this AppParts app, string body = """{"name":"web-1","heartbeatInterval":"1m","grace":"2m"}""")
    {
        var request = AgentRequest.Read(JsonElement.Parse(body)).Value;
        return (await app.Get<AgentEditor>().CreateAsync(request, AppParts.Operator, new Outgoing(), CancellationToken.None)).Value.Holder;
    }

    public static async Task<Outgoing> BeatAsync(this AppParts app, Agent agent, string body = "{}", IServiceProvider? instance = null)
    {
        var outgoing = new Outgoing();
        var heartbeats = instance?.GetRequiredService<AgentHeartbeats>() ?? app.Get<AgentHeartbeats>();
        var heard = await heartbeats.BeatAsync(agent.Id, Heartbeat.Read(JsonElement.Parse(body)).Value, connectionId: null, outgoing, CancellationToken.None);
        Assert.True(heard!.Value.Succeeded);
        return outgoing;
    }

    public static async Task PatchAsync(this AppParts app, Agent agent, string body) =>
        Assert.True((await app.Get<AgentEditor>().PatchAsync(agent.Id, JsonElement.Parse(body), AppParts.Operator, new Outgoing(), CancellationToken.None))!.Value.Succeeded);

    public static async Task<LifeState> StateAsync(this AppParts app, Agent agent) =>
        (await app.Get<AgentRegistry>().GetAsync(agent.Id, CancellationToken.None))!.Life.State;

    /// <summary>Time goes on second by second, or in larger steps, with a pass of the schedule after each.</summary>
    public static async Task PassTimeAsync(this AppParts app, TimeSpan time, TimeSpan? step = null)
    {
        for (var left = time; left > TimeSpan.Zero; left -= step ?? TimeSpan.FromSeconds(1))
        {
            app.Time.Advance(step ?? TimeSpan.FromSeconds(1));
            await app.PassAsync();
        }
    }

    /// <summary>What was told of agents and processes, oldest first.</summary>
    public static async Task<IReadOnlyList<LogEvent>> ToldAsync(this AppParts app) => await app.ListAsync(("kind", "agent,process"), ("order", "asc"));

    public static async Task<IReadOnlyList<string>> MessagesAsync(this AppParts app) => [.. (await app.ToldAsync()).Select(told => told.Message)];
}
