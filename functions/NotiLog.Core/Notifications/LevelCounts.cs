using System.Text.Json;
using NotiLog.Events;

namespace NotiLog.Notifications;

/// <summary>How many events of which level, as a cell: <c>{"4":12}</c>.</summary>
internal static class LevelCounts
{
    public static string Write(IReadOnlyDictionary<Level, int> counts) =>
        JsonSerializer.Serialize(counts.ToDictionary(count => (int)count.Key, count => count.Value));

    public static IReadOnlyDictionary<Level, int> Read(string? cell) =>
        JsonSerializer.Deserialize<Dictionary<int, int>>(cell ?? "{}")!.ToDictionary(count => (Level)count.Key, count => count.Value);
}
