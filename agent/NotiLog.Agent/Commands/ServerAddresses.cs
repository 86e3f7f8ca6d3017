using NotiLog.Agent.Configuration;
using NotiLog.Agent.Sending;

namespace NotiLog.Agent.Commands;

/// <summary>Address and key as options of a command.</summary>
internal static class ServerAddresses
{
    /// <exception cref="AgentFailure">One of them is wrong.</exception>
    public static ServerAddress Of(string server, string key)
    {
        if (ConfigFile.ServerUri(server) is not { } uri)
            throw new AgentFailure($"--server must be the server's address, such as https://notilog.example.org, not '{server}'.");
        if (!ServerAddress.TryReadId(key, out _))
            throw new AgentFailure("--key must be an agent's key: it begins with nla_ and is shown once, when the agent is made or given a new key.");
        return new ServerAddress(uri, key);
    }
}
