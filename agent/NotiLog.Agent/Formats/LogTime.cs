namespace NotiLog.Agent.Formats;

/// <summary>Where a time without date, year or offset belongs.</summary>
internal sealed record TimeContext(TimeZones Zones, TimeProvider Clock);

/// <summary>
/// The times that logs write: <c>2026-11-30T10:00:00.123+03:00</c> (also with blank, <c>/</c>, comma, without offset), <c>30.11.2026 10:00:00</c>,
/// <c>30/Nov/2026:10:00:00 +0300</c>, <c>Nov 30 10:00:00</c>, <c>10:00:00.123</c> and seconds since 1970.
/// </summary>
internal static class LogTime
{
    private static readonly TimeSpan ClockSlip = TimeSpan.FromHours(1);

    /// <summary>Later ones may leave the calendar when their offset is taken off.</summary>
    private static readonly DateTime Latest = DateTime.MaxValue.AddDays(-2);

    /// <param name="length">How much of the text the time takes.</param>
    public static bool TryRead(ReadOnlySpan<char> text, TimeContext context, out DateTimeOffset time, out int length)
    {
        (time, length) = (default, 0);
        if (text.Length < 8)
            return false;
        var scanner = new TimeScanner(text);
        var found = char.IsAsciiDigit(text[0]) ? TryReadNumeric(ref scanner, context, out time) : TryReadSyslog(ref scanner, context, out time);
        length = scanner.Position;
        return found;
    }

    /// <summary>The text is a time from end to end.</summary>
    public static bool TryReadWhole(ReadOnlySpan<char> text, TimeContext context, out DateTimeOffset time)
    {
        text = text.Trim();
        return (TryRead(text, context, out time, out var length) && length == text.Length) || Epoch.TryRead(text, out time);
    }

    private static bool TryReadNumeric(ref TimeScanner scanner, TimeContext context, out DateTimeOffset time)
    {
        if (TryReadYearFirst(ref scanner, context, out time))
            return true;
        scanner.Position = 0;
        if (TryReadDayFirst(ref scanner, context, out time))
            return true;
        scanner.Position = 0;
        if (!scanner.Clock(out var clock))
            return false;
        var now = context.Clock.GetUtcNow();
        var today = context.Zones.ToLocal(now).Date + clock;
        time = NotAhead(context, now, today, today.AddDays(-1));
        return true;
    }

    private static bool TryReadYearFirst(ref TimeScanner scanner, TimeContext context, out DateTimeOffset time)
    {
        time = default;
        if (!scanner.Digits(4, out var year) || !scanner.TakeAny("-/") || !scanner.Digits(2, out var month) || !scanner.TakeAny("-/") || !scanner.Digits(2, out var day))
            return false;
        return scanner.TakeAny("T _") && scanner.Clock(out var clock) && TryMake(year, month, day, clock, scanner.Offset(), context, out time);
    }

    private static bool TryReadDayFirst(ref TimeScanner scanner, TimeContext context, out DateTimeOffset time)
    {
        time = default;
        if (!scanner.Digits(2, out var day) || !scanner.TakeAny("./-"))
            return false;
        if (!scanner.Month(out var month) && !scanner.Digits(2, out month))
            return false;
        return scanner.TakeAny("./-") && scanner.Digits(4, out var year) && scanner.TakeAny(": T") && scanner.Clock(out var clock)
            && TryMake(year, month, day, clock, scanner.Offset(), context, out time);
    }

    private static bool TryReadSyslog(ref TimeScanner scanner, TimeContext context, out DateTimeOffset time)
    {
        time = default;
        if (!scanner.Month(out var month) || !scanner.Take(' '))
            return false;
        var hasDay = scanner.Take(' ') ? scanner.Digits(1, out var day) : scanner.Digits(2, out day) || scanner.Digits(1, out day);
        if (!hasDay || !scanner.Take(' ') || day is < 1 or > 31)
            return false;
        var year = scanner.Digits(4, out var given) && scanner.Take(' ') ? given : 0;
        if (!scanner.Clock(out var clock))
            return false;
        if (year > 0)
            return TryMake(year, month, day, clock, scanner.Offset(), context, out time);
        var now = context.Clock.GetUtcNow();
        var thisYear = context.Zones.ToLocal(now).Year;
        if (day > DateTime.DaysInMonth(LeapYearUpTo(thisYear), month))
            return false;
        time = NotAhead(context, now, DateOf(thisYear, month, day) + clock, DateOf(thisYear - 1, month, day) + clock);
        return true;
    }

    /// <summary>The first of two local times, or the second when the first lies in the future; clocks may differ by an hour.</summary>
    private static DateTimeOffset NotAhead(TimeContext context, DateTimeOffset now, DateTime first, DateTime second)
    {
        var time = context.Zones.ToUtc(first);
        return time > now + ClockSlip ? context.Zones.ToUtc(second) : time;
    }

    /// <summary>29 February of a year without one is the day before.</summary>
    private static DateTime DateOf(int year, int month, int day) => new(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));

    private static int LeapYearUpTo(int year) => year - (year % 4);

    private static bool TryMake(int year, int month, int day, TimeSpan clock, TimeSpan? offset, TimeContext context, out DateTimeOffset time)
    {
        time = default;
        if (year < 1970 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        var local = new DateTime(year, month, day) + clock;
        if (local > Latest)
            return false;
        time = offset is { } given ? new DateTimeOffset(local - given, TimeSpan.Zero) : context.Zones.ToUtc(local);
        return true;
    }
}
