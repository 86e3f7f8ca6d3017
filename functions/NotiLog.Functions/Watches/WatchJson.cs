using NotiLog.Liveness;
using NotiLog.Watches;

namespace NotiLog.Functions.Watches;

/// <summary>A watch with its series, as it is answered.</summary>
/// <param name="Interval">Null when there is a schedule.</param>
internal sealed record WatchJson(
    Guid Id, string Name, IReadOnlyList<string> Match, IReadOnlyList<string> Labels, TimeSpan? Interval, string? Schedule, string? TimeZone, TimeSpan Grace,
    bool Enabled, DateTimeOffset CreatedAt, string CreatedBy, IReadOnlyList<SeriesJson> Series)
{
    public static WatchJson Of(Watch watch, IReadOnlyList<ShownSeries> series) => new(
        watch.Id, watch.Name, [.. watch.Match.Select(matcher => matcher.Text)], [.. watch.Labels.Select(label => label.Name)],
        watch.Expected.Cron is null ? watch.Expected.Interval : null, watch.Expected.Cron?.Text, watch.Expected.Cron?.TimeZone, watch.Expected.Grace,
        watch.Enabled, watch.CreatedAt, watch.CreatedBy, [.. series.Select(SeriesJson.Of)]);
}

internal sealed record SeriesJson(
    Guid Id, IReadOnlyDictionary<string, string> Labels, LifeState State, DateTimeOffset StateSince, DateTimeOffset? LastSeenAt, DateTimeOffset? NextDueAt, Guid? LastEventId)
{
    public static SeriesJson Of(ShownSeries shown) => new(
        shown.Series.Id, shown.Series.Labels, shown.Series.Life.State, shown.Series.Life.Since, shown.Series.Life.HeardAt, shown.NextDueAt, shown.Series.LastEventId);
}

/// <summary>A watch in a list: how many of its series are in each state.</summary>
internal sealed record WatchInListJson(
    Guid Id, string Name, IReadOnlyList<string> Match, IReadOnlyList<string> Labels, TimeSpan? Interval, string? Schedule, string? TimeZone, TimeSpan Grace,
    bool Enabled, DateTimeOffset CreatedAt, string CreatedBy, IReadOnlyDictionary<string, int> States)
{
    public static WatchInListJson Of(CountedWatch counted)
    {
        var watch = WatchJson.Of(counted.Watch, []);
        return new(
            watch.Id, watch.Name, watch.Match, watch.Labels, watch.Interval, watch.Schedule, watch.TimeZone, watch.Grace,
            watch.Enabled, watch.CreatedAt, watch.CreatedBy, counted.States);
    }
}
