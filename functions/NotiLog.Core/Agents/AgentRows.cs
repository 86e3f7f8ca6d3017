using System.Security.Cryptography;
using System.Text;
using NotiLog.Access;
using NotiLog.Tables;

namespace NotiLog.Agents;

/// <summary>
/// Agents in table <c>agents</c>, partition <c>agent</c>: row = id in hex; beside it a row <c>n{hash of the name, case ignored}</c>
/// in the same commit, which is what keeps names unique. An update starts from the row as read, so that cells of other concerns stay.
/// </summary>
internal static class AgentRows
{
    public const string Table = "agents";

    public const string Partition = "agent";

    public static string KeyOf(Guid id) => id.ToString("N");

    public static TableRow NameRow(string name, Guid id) => new TableRow(Partition, NameKeyOf(name)).Set("agentId", KeyOf(id));

    public static string NameKeyOf(string name) =>
        "n" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name.ToUpperInvariant())));

    public static TableRow ToRow(Agent agent, KeyHash key) => new TableRow(Partition, KeyOf(agent.Id))
        .Set("name", agent.Name)
        .Set("state", StateText(agent.State))
        .Set("heartbeatInterval", (long)agent.HeartbeatInterval.TotalSeconds)
        .Set("grace", (long)agent.Grace.TotalSeconds)
        .Set("createdAt", agent.CreatedAt)
        .Set("createdBy", agent.CreatedBy)
        .Set("key", key.ToBytes());

    public static Agent FromRow(TableRow row) => new(
        Guid.ParseExact(row.RowKey, "N"),
        row.GetString("name") ?? "",
        Enum.TryParse<AgentState>(row.GetString("state"), ignoreCase: true, out var state) ? state : AgentState.New,
        TimeSpan.FromSeconds(row.GetLong("heartbeatInterval") ?? 60),
        TimeSpan.FromSeconds(row.GetLong("grace") ?? 60),
        row.GetTime("createdAt") ?? default,
        row.GetString("createdBy") ?? "",
        row.GetTime("previousUntil"));

    public static IReadOnlyList<HeldKey> KeysOf(TableRow row)
    {
        var keys = new List<HeldKey>(2);
        if (KeyHash.From(row.GetBytes("key")) is { } key)
            keys.Add(new(key, null));
        if (KeyHash.From(row.GetBytes("previousKey")) is { } previous && row.GetTime("previousUntil") is { } until)
            keys.Add(new(previous, until));
        return keys;
    }

    /// <summary>Makes <paramref name="key"/> the row's key and lets the one before live until <paramref name="previousUntil"/>; one before that ends now.</summary>
    public static TableRow Rotate(TableRow row, KeyHash key, DateTimeOffset previousUntil) => row
        .Set("previousKey", row.GetBytes("key"))
        .Set("previousUntil", previousUntil)
        .Set("key", key.ToBytes());

    private static string StateText(AgentState state) => state.ToString().ToLowerInvariant();
}
