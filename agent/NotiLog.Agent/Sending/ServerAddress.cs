using System.Buffers.Text;

namespace NotiLog.Agent.Sending;

/// <summary>The server and who the agent is to it.</summary>
/// <param name="Base">Without a path, or with one that the API's paths follow.</param>
internal sealed record ServerAddress(Uri Base, string Key)
{
    public const string KeyPrefix = "nla_";
    private const int IdLength = 22;
    private const int KeyLength = 4 + IdLength + 43;

    public Uri Events => new(Base, "api/v1/events");

    public Uri Heartbeat => new(Base, "api/v1/agents/me/heartbeat");

    public Uri Hub => new(Base, $"api/v1/hubs/agents/{AgentId}");

    /// <summary>An agent's key begins with its id.</summary>
    public Guid AgentId => TryReadId(Key, out var id) ? id : Guid.Empty;

    public static bool TryReadId(string key, out Guid id)
    {
        id = default;
        Span<byte> bytes = stackalloc byte[16];
        if (key.Length != KeyLength || !key.StartsWith(KeyPrefix, StringComparison.Ordinal) || key.AsSpan(KeyPrefix.Length).ContainsAnyExcept(Characters))
            return false;
        if (!Base64Url.TryDecodeFromChars(key.AsSpan(KeyPrefix.Length, IdLength), bytes, out var written) || written != 16)
            return false;
        id = new Guid(bytes, bigEndian: true);
        return true;
    }

    private static readonly System.Buffers.SearchValues<char> Characters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
}
