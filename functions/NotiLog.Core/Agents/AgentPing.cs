using System.Globalization;
using NotiLog.Tables;

namespace NotiLog.Agents;

public enum PingKind
{
    Start,
    Success,
    Fail,
}

/// <summary>A ping as it came.</summary>
/// <param name="ExitCode">Null when none was said; one that is not 0 is a failure.</param>
/// <param name="Body">At most <see cref="LongestBody"/> bytes of it, as text; null when there was none.</param>
public sealed record AgentPing(PingKind Kind, int? ExitCode, string? Body, string? UserAgent)
{
    /// <summary>In bytes of UTF-8.</summary>
    public const int LongestBody = 10 * 1024;

    public static AgentPing Ended(int exitCode, string? body, string? userAgent) =>
        new(exitCode == 0 ? PingKind.Success : PingKind.Fail, exitCode, body, userAgent);
}

/// <summary>A ping as it is kept.</summary>
/// <param name="Duration">Of an end: since the start that was said before it; null without one.</param>
public sealed record KeptPing(DateTimeOffset At, AgentPing Ping, TimeSpan? Duration);

/// <summary>The last pings of an agent: rows <c>p{agent}{number}</c>, written in a ring, so that nothing has to be removed.</summary>
internal static class PingRows
{
    public const int Most = 50;

    private const string Count = "pings";

    public static TableQuery RowsOf(Guid agentId) => new(AgentRows.Partition) { From = $"p{AgentRows.KeyOf(agentId)}", To = $"p{AgentRows.KeyOf(agentId)}~" };

    /// <summary>Keeps a ping beside the turn's change.</summary>
    public static void Keep(AgentTurn turn, KeptPing kept)
    {
        var seq = turn.Row.GetLong(Count) ?? 0;
        turn.Row.Set(Count, seq + 1);
        turn.Beside.Add(TableWrite.Upsert(new TableRow(AgentRows.Partition, string.Create(CultureInfo.InvariantCulture, $"p{turn.Row.RowKey}{seq % Most:D2}"))
            .Set("seq", seq)
            .Set("at", kept.At)
            .Set("kind", (long)kept.Ping.Kind)
            .Set("exitCode", (long?)kept.Ping.ExitCode)
            .Set("durationMs", (long?)kept.Duration?.TotalMilliseconds)
            .SetText("body", kept.Ping.Body)
            .Set("userAgent", kept.Ping.UserAgent)));
    }

    /// <summary>Newest first.</summary>
    public static async Task<IReadOnlyList<KeptPing>> ReadAsync(ITable table, Guid agentId, CancellationToken cancellationToken)
    {
        var rows = new List<TableRow>();
        await foreach (var row in table.QueryAllAsync(RowsOf(agentId), cancellationToken))
            rows.Add(row);
        return [.. rows.OrderByDescending(row => row.GetLong("seq")).Select(FromRow)];
    }

    private static KeptPing FromRow(TableRow row) => new(
        row.GetTime("at") ?? default,
        new((PingKind)(row.GetLong("kind") ?? 0), (int?)row.GetLong("exitCode"), row.GetText("body"), row.GetString("userAgent")),
        row.GetLong("durationMs") is { } duration ? TimeSpan.FromMilliseconds(duration) : null);
}
