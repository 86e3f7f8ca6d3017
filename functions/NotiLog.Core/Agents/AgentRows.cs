using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NotiLog.Access;
using NotiLog.Events;
using NotiLog.Liveness;
using NotiLog.Tables;

namespace NotiLog.Agents;

/// <summary>
/// Agents in table <c>agents</c>, partition <c>agent</c>: row = id in hex; beside it a row <c>n{hash of the name, case ignored}</c>,
/// which is what keeps names unique, and rows of its history. All in one partition, so that what belongs together is one commit.
/// An update starts from the row as read, so that cells of other concerns stay.
/// </summary>
internal static class AgentRows
{
    public const string Table = "agents";

    public const string Partition = "agent";

    public static string KeyOf(Guid id) => id.ToString("N");

    public static Guid IdOf(TableRow row) => Guid.ParseExact(row.RowKey, "N");

    public static TableRow NameRow(string name, Guid id) => new TableRow(Partition, NameKeyOf(name)).Set("agentId", KeyOf(id));

    public static string NameKeyOf(string name) =>
        "n" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name.ToUpperInvariant())));

    public static TableRow NewRow(Agent agent, KeyHash key) =>
        SetSettings(agent.Life.ToRow(agent.Expected.ToRow(new TableRow(Partition, KeyOf(agent.Id)))), agent.Settings)
            .Set("name", agent.Name)
            .Set("createdAt", agent.CreatedAt)
            .Set("createdBy", agent.CreatedBy)
            .Set("key", key.ToBytes())
            .Set("pingKey", Agents.PingKey.NewSecret());

    public static Agent FromRow(TableRow row) => new(
        IdOf(row), row.GetString("name") ?? "", Life.FromRow(row), Expectation.FromRow(row),
        row.GetTime("createdAt") ?? default, row.GetString("createdBy") ?? "", row.GetTime("previousUntil"))
    {
        Settings = SettingsOf(row),
        Report = row.GetText("report") is { } report ? JsonSerializer.Deserialize<AgentReport>(report, JsonSerializerOptions.Web) : null,
        Connected = row.GetString("connection") is not null,
        PingKey = Agents.PingKey.Write(IdOf(row), row.GetBytes("pingKey") ?? []),
    };

    public static TableRow SetReport(TableRow row, AgentReport report) =>
        row.ReplaceText("report", JsonSerializer.Serialize(report, JsonSerializerOptions.Web));

    public static TableRow SetSettings(TableRow row, AgentSettings settings) => row
        .Set("minLevel", settings.MinLevel?.Name())
        .Set("settingsInterval", (long?)settings.HeartbeatInterval?.TotalSeconds)
        .ReplaceText("watched", settings.Processes.Count == 0 ? null : JsonSerializer.Serialize(settings.Processes, JsonSerializerOptions.Web));

    public static IReadOnlyList<HeldKey> KeysOf(TableRow row)
    {
        var keys = new List<HeldKey>(2);
        if (KeyHash.From(row.GetBytes("key")) is { } key)
            keys.Add(new(key, null));
        if (KeyHash.From(row.GetBytes("previousKey")) is { } previous && row.GetTime("previousUntil") is { } until)
            keys.Add(new(previous, until));
        return keys;
    }

    /// <summary>
    /// Makes <paramref name="key"/> the row's key, with a new ping key, and lets the ones before live until <paramref name="previousUntil"/>;
    /// ones before that end now.
    /// </summary>
    public static void Rotate(TableRow row, KeyHash key, DateTimeOffset previousUntil) => row
        .Set("previousKey", row.GetBytes("key"))
        .Set("previousPingKey", row.GetBytes("pingKey"))
        .Set("previousUntil", previousUntil)
        .Set("key", key.ToBytes())
        .Set("pingKey", Agents.PingKey.NewSecret());

    private static AgentSettings SettingsOf(TableRow row) => new(
        Levels.TryParse(row.GetString("minLevel"), out var level) ? level : null,
        row.GetLong("settingsInterval") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        row.GetText("watched") is { } watched ? JsonSerializer.Deserialize<WatchedProcess[]>(watched, JsonSerializerOptions.Web)! : AgentSettings.None.Processes);
}
