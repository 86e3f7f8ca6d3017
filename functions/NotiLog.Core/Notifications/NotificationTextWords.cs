using System.Collections.Frozen;
using System.Globalization;
using NotiLog.Events;

namespace NotiLog.Notifications;

/// <summary>The words of messages to people in one language.</summary>
internal sealed record NotificationTextWords
{
    public static readonly NotificationTextWords English = new()
    {
        Levels = ["TRACE", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"],
        Recovery = "RECOVERY",
        Test = "TEST: this is a test message from NotiLog, nothing has happened",
        Service = "Service",
        Host = "Host",
        Source = "Source",
        Environment = "Environment",
        Time = "Time",
        Route = "Route",
        Group = "Group",
        Notification = "Notification",
        StackTrace = "Stack trace",
        Context = "Context",
        Open = "Open in NotiLog",
        Cut = "… cut",
        Gone = "The events are no longer stored",
        DateFormat = "yyyy-MM-dd",
        Events = count => count == 1 ? "1 event" : $"{Digits(count)} events",
        Span = (first, last) => $"from {first} to {last}",
        More = count => $"… and {Digits(count)} more",
    };

    public static readonly NotificationTextWords Russian = new()
    {
        Levels = ["ТРАССИРОВКА", "ОТЛАДКА", "ИНФОРМАЦИЯ", "ПРЕДУПРЕЖДЕНИЕ", "ОШИБКА", "КРИТИЧЕСКАЯ ОШИБКА"],
        Recovery = "ВОССТАНОВЛЕНИЕ",
        Test = "ТЕСТ: это проверочное сообщение NotiLog, ничего не случилось",
        Service = "Сервис",
        Host = "Хост",
        Source = "Источник",
        Environment = "Среда",
        Time = "Время",
        Route = "Маршрут",
        Group = "Группа",
        Notification = "Уведомление",
        StackTrace = "Стек вызовов",
        Context = "Контекст",
        Open = "Открыть в NotiLog",
        Cut = "… обрезано",
        Gone = "Событий в хранилище уже нет",
        DateFormat = "dd.MM.yyyy",
        Events = RussianEvents,
        Span = (first, last) => $"с {first} по {last}",
        More = count => $"… и ещё {RussianEvents(count)}",
    };

    private static readonly FrozenDictionary<string, NotificationTextWords> ByLanguage =
        new Dictionary<string, NotificationTextWords> { ["en"] = English, ["ru"] = Russian }.ToFrozenDictionary();

    public required IReadOnlyList<string> Levels { get; init; }

    /// <summary>Stands in for the level of an event that ends an earlier one.</summary>
    public required string Recovery { get; init; }

    public required string Test { get; init; }

    public required string Service { get; init; }

    public required string Host { get; init; }

    public required string Source { get; init; }

    public required string Environment { get; init; }

    public required string Time { get; init; }

    public required string Route { get; init; }

    public required string Group { get; init; }

    public required string Notification { get; init; }

    public required string StackTrace { get; init; }

    public required string Context { get; init; }

    public required string Open { get; init; }

    /// <summary>Ends a text that was cut.</summary>
    public required string Cut { get; init; }

    public required string Gone { get; init; }

    public required string DateFormat { get; init; }

    /// <summary>A number of events, in the right plural.</summary>
    public required Func<int, string> Events { get; init; }

    public required Func<string, string, string> Span { get; init; }

    /// <summary>A number of events that are not shown.</summary>
    public required Func<int, string> More { get; init; }

    /// <summary>The words of a channel's language; English for one that is unknown.</summary>
    public static NotificationTextWords Of(string language) => ByLanguage.GetValueOrDefault(language, English);

    public string LevelOf(LogEvent logEvent) => logEvent.Recovers ? Recovery : Levels[(int)logEvent.Level];

    private static string Digits(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string RussianEvents(int count) => (count % 10, count % 100) switch
    {
        (_, >= 11 and <= 14) => $"{Digits(count)} событий",
        (1, _) => $"{Digits(count)} событие",
        ( >= 2 and <= 4, _) => $"{Digits(count)} события",
        _ => $"{Digits(count)} событий",
    };
}
