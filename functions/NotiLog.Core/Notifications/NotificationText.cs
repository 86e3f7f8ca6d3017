using System.Globalization;
using NotiLog.Events;

namespace NotiLog.Notifications;

/// <summary>What messages to people say about a notification, in the channel's language and time zone. Texts are clean and isolated, not escaped.</summary>
internal sealed class NotificationText
{
    private const int LongestLabel = 200;
    private const int LabelsShown = 3;

    private readonly TimeZoneInfo zone;
    private readonly Notification notification;
    private readonly IReadOnlyList<LogEvent> others;

    public NotificationText(Channel channel, NotificationContent content)
    {
        notification = content.Notification;
        (Link, IsTest) = (content.Link, content.IsTest);
        Words = NotificationTextWords.Of(channel.Language);
        zone = TimeZoneInfo.TryFindSystemTimeZoneById(channel.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        Headline = content.Events.FirstOrDefault(e => e.Level == notification.Level) ?? (content.Events.Count > 0 ? content.Events[0] : null);
        others = [.. content.Events.Where(e => e != Headline)];
        Services = Labels(content.Events.Select(e => e.Service));
        Hosts = Labels(content.Events.Select(e => e.Host));
        Sources = Labels(content.Events.Select(e => e.Source));
        Environments = Labels(content.Events.Select(e => e.Environment));
    }

    public NotificationTextWords Words { get; }

    /// <summary>The first event of the highest level; null when all are gone.</summary>
    public LogEvent? Headline { get; }

    /// <summary>The headline's level, or the notification's when its events are gone.</summary>
    public string Level => Headline is null ? Words.Levels[(int)notification.Level] : Words.LevelOf(Headline);

    /// <summary>The headline's message, or that it is gone; clean, neither cut nor isolated.</summary>
    public string Message => Headline is null ? Words.Gone : NotificationPlainText.Clean(Headline.Message);

    /// <summary>The services among the events, at most three; empty when all events are gone.</summary>
    public string Services { get; }

    public string Hosts { get; }

    public string Sources { get; }

    public string Environments { get; }

    public Uri? Link { get; }

    public bool IsTest { get; }

    public Guid Id => notification.Id;

    public int Count => notification.Count;

    public string Route => Label(notification.Route);

    /// <summary>The group's values; empty when the route is one group.</summary>
    public string Group => NotificationPlainText.Fit(
        NotificationPlainText.OneLine(string.Join(", ", notification.GroupKey.Select(part => $"{part.Key}={part.Value}"))), LongestLabel, "…");

    /// <summary>The headline's time, with the zone.</summary>
    public string Time => Moment(Headline?.Time ?? notification.FirstAt) + Zone(Headline?.Time ?? notification.FirstAt);

    /// <summary><c>12 events from ... to ...</c>, of several levels <c>: CRITICAL 2, ERROR 10</c> behind it; null for one event.</summary>
    public string? Total => Count <= 1
        ? null
        : $"{Words.Events(Count)} {Words.Span(Moment(notification.FirstAt), Moment(notification.LastAt))}{LevelCounts}";

    /// <summary>One line for each of the first events beside the headline: time, level, service, message.</summary>
    public IReadOnlyList<string> Lines(int most, int longest) => [.. others.Take(most).Select(e => Line(e, longest))];

    /// <summary>How many events neither the headline nor the given number of lines shows; null when none, or when all are gone.</summary>
    public string? More(int lines) => Headline is not null && Count - lines - 1 is > 0 and var hidden ? Words.More(hidden) : null;

    private string LevelCounts => notification.Levels.Count <= 1
        ? ""
        : ": " + string.Join(", ", notification.Levels
            .OrderByDescending(level => level.Key)
            .Select(level => string.Create(CultureInfo.InvariantCulture, $"{Words.Levels[(int)level.Key]} {level.Value}")));

    private string Line(LogEvent logEvent, int longest)
    {
        var sameDay = Local(notification.FirstAt).Date == Local(notification.LastAt).Date;
        var at = sameDay ? Clock(logEvent.Time) : Moment(logEvent.Time);
        var said = NotificationPlainText.OneLine($"{logEvent.Service}: {logEvent.Message}");
        return $"{at} {Words.LevelOf(logEvent)} {NotificationPlainText.Fit(said, longest, "…")}";
    }

    private static string Labels(IEnumerable<string> values)
    {
        var distinct = values.Where(value => value.Length > 0).Distinct(StringComparer.Ordinal).Take(LabelsShown + 1).ToList();
        var shown = distinct.Take(LabelsShown).Select(Label);
        return string.Join(", ", distinct.Count > LabelsShown ? shown.Append("…") : shown);
    }

    private static string Label(string value) => NotificationPlainText.Fit(NotificationPlainText.OneLine(value), LongestLabel, "…");

    private DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, zone);

    private string Moment(DateTimeOffset time) => $"{Local(time).ToString(Words.DateFormat, CultureInfo.InvariantCulture)} {Clock(time)}";

    private string Clock(DateTimeOffset time) => Local(time).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private string Zone(DateTimeOffset time) => zone.Id is "UTC" or "Etc/UTC"
        ? " UTC"
        : $" ({zone.Id}, UTC{Local(time).ToString("zzz", CultureInfo.InvariantCulture)})";
}
