using System.Text.Json;
using NotiLog.Liveness;
using NotiLog.Requests;
using NotiLog.Routing;
using NotiLog.Tables;
using EventField = NotiLog.Routing.EventField;

namespace NotiLog.Watches;

/// <summary>Watches in table <c>watches</c>, partition <c>watch</c>: row = id in hex. Their series in a partition by the watch's id, row = the series' id in hex.</summary>
internal static class WatchRows
{
    public const string Table = "watches";

    public const string Partition = "watch";

    public static string KeyOf(Guid id) => id.ToString("N");

    public static TableRow ToRow(Watch watch) => watch.Expected.ToRow(new TableRow(Partition, KeyOf(watch.Id)))
        .Set("name", watch.Name)
        .SetText("match", JsonSerializer.Serialize(watch.Match.Select(matcher => matcher.Text)))
        .SetText("labels", JsonSerializer.Serialize(watch.Labels.Select(label => label.Name)))
        .Set("enabled", watch.Enabled)
        .Set("createdAt", watch.CreatedAt)
        .Set("createdBy", watch.CreatedBy)
        .Set("version", watch.Version);

    /// <exception cref="InvalidOperationException">It was not written by this.</exception>
    public static Watch FromRow(TableRow row) => new(
        Guid.ParseExact(row.RowKey, "N"), row.GetString("name") ?? "",
        [.. Texts(row, "match").Select(text => Matcher.Parse(text, "match", new Faults()) ?? throw Unreadable(text))],
        [.. Texts(row, "labels").Select(name => EventField.Find(name) ?? throw Unreadable(name))],
        Expectation.FromRow(row), row.GetBool("enabled") ?? true, row.GetTime("createdAt") ?? default, row.GetString("createdBy") ?? "",
        row.GetLong("version") ?? 0);

    public static Series SeriesOf(TableRow row) => new(
        Guid.ParseExact(row.RowKey, "N"), LabelsOf(row), Life.FromRow(row), row.GetString("lastEvent") is { } id ? Guid.ParseExact(id, "N") : null);

    public static IReadOnlyDictionary<string, string> LabelsOf(TableRow row) =>
        JsonSerializer.Deserialize<OrderedDictionary<string, string>>(row.GetText("labels") ?? "{}")!;

    private static string[] Texts(TableRow row, string cell) => JsonSerializer.Deserialize<string[]>(row.GetText(cell) ?? "[]")!;

    private static InvalidOperationException Unreadable(string text) => new($"The stored {text} of a watch cannot be read.");
}
