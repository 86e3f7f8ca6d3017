using Microsoft.Extensions.DependencyInjection;
using NotiLog.Access;
using NotiLog.Schedule;

namespace NotiLog.Agents;

public static class AgentsRegistration
{
    /// <summary>Agents, their keys and whether they live. Needs what <c>AddAccess</c>, <c>AddEvents</c> and <c>AddLiveness</c> register.</summary>
    public static IServiceCollection AddAgents(this IServiceCollection services) => services
        .AddSingleton<AgentStore>()
        .AddSingleton<AgentRegistry>()
        .AddSingleton<IKeyHolders>(provider => provider.GetRequiredService<AgentRegistry>())
        .AddSingleton<AgentUpdates>()
        .AddSingleton<AgentEditor>()
        .AddSingleton<AgentHeartbeats>()
        .AddSingleton<AgentPings>()
        .AddSingleton<AgentStrip>()
        .AddSingleton<IDueWork, AgentLook>()
        .AddSingleton<IDueWork, AgentTelling>();
}
