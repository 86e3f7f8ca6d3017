using Microsoft.Extensions.DependencyInjection;
using NotiLog.Access;

namespace NotiLog.Agents;

public static class AgentsRegistration
{
    /// <summary>Agents and their keys. Needs what <c>AddAccess</c> registers.</summary>
    public static IServiceCollection AddAgents(this IServiceCollection services)
    {
        services.AddSingleton<AgentRegistry>();
        services.AddSingleton<IKeyHolders>(provider => provider.GetRequiredService<AgentRegistry>());
        return services;
    }
}
