using Microsoft.Azure.Functions.Worker;

namespace NotiLog.Functions.Live;

/// <summary>The hubs of SignalR, and how their clients are spoken of.</summary>
internal static class Hubs
{
    public const string Live = "live";

    public const string Agents = "agents";

    /// <summary>What SignalR clients add to <c>negotiate</c>.</summary>
    public const string NegotiateQuery = "negotiateVersion,useStatefulReconnect";

    public const string Connections = "connections";

    public const string Messages = "messages";

    /// <summary>Who is on the line, as <see cref="NegotiateAgent"/> let it in; null for what no agent of ours can be.</summary>
    public static Guid? AgentOf(SignalRInvocationContext invocation) =>
        Guid.TryParseExact(invocation.UserId, "D", out var agentId) ? agentId : null;
}
