using NotiLog.Common;
using NotiLog.Events;
using NotiLog.Liveness;

namespace NotiLog.Watches;

/// <summary>What is told of expected events: that they are missing, that they are back, and that there are too many kinds of them.</summary>
internal static class WatchEvents
{
    public const string Kind = "agent";

    public static RaisedEvent? Of(WatchSeries series, Life was, DateTimeOffset now)
    {
        if (series.Life.State == LifeState.Down && was.State != LifeState.Down)
            return Event(series, was, Level.Critical, null, $"{NameOf(series)} is missing: {Silence(was, now)}", now);
        if (series.Life.State != LifeState.Up || was.State != LifeState.Down)
            return null;
        return Event(series, was, Level.Info, Level.Critical, $"{NameOf(series)} is back: it was missing for {Spoken.Span(now - was.Since)} (since {Spoken.Moment(was.Since, now)})", now);
    }

    public static OwnEvent TooMany(Watch watch, SeriesKey left, DateTimeOffset day)
    {
        var message = $"{watch.Name} follows {Watch.MostSeries} sets of labels and no more: {Spell(left.Labels)} and other new ones are not followed. Forget some, or give it fewer labels.";
        return new($"{watch.Id:N}-{day:yyyyMMdd}", day, Level.Warning, Kind, message)
        {
            Host = watch.Name,
            Service = watch.Name,
            Context = Context(watch.Id, watch.Name, left.Labels, null, null),
        };
    }

    private static string NameOf(WatchSeries series) => series.Labels.Count == 0 ? series.WatchName : $"{series.WatchName} ({Spell(series.Labels)})";

    private static string Spell(IReadOnlyDictionary<string, string> labels) => string.Join(", ", labels.Select(label => $"{label.Key} {label.Value}"));

    private static string Silence(Life was, DateTimeOffset now) => was.HeardAt is { } heard
        ? $"not seen for {Spoken.Span(now - heard)} (since {Spoken.Moment(heard, now)})"
        : $"never seen since {Spoken.Moment(was.AwaitedSince ?? was.Since, now)}";

    private static RaisedEvent Event(WatchSeries series, Life was, Level level, Level? ended, string message, DateTimeOffset now) => new(
        0, now, Kind, level, ended, message, series.Labels.GetValueOrDefault("host", series.WatchName), series.Labels.GetValueOrDefault("service", series.WatchName),
        Context(series.WatchId, series.WatchName, series.Labels, series.Life, was));

    private static string Context(Guid watchId, string watchName, IReadOnlyDictionary<string, string> labels, Life? life, Life? was)
    {
        using var text = new JsonText();
        var json = text.Writer;
        json.WriteStartObject();
        json.WriteString("watchId", watchId);
        json.WriteString("watchName", watchName);
        json.WriteStartObject("labels");
        foreach (var (name, value) in labels)
            json.WriteString(name, value);
        json.WriteEndObject();
        if (life is not null && was is not null)
        {
            json.WriteString("state", life.State.Name());
            json.WriteString("previousState", was.State.Name());
            if (was.HeardAt is { } heard)
                json.WriteString("lastSeenAt", heard.UtcDateTime);
            json.WriteString("since", was.Since.UtcDateTime);
        }

        json.WriteEndObject();
        return text.ToText();
    }
}

/// <summary>A series as what is told of it needs it.</summary>
internal sealed record WatchSeries(Guid WatchId, string WatchName, IReadOnlyDictionary<string, string> Labels, Life Life);
