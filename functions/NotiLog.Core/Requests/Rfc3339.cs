namespace NotiLog.Requests;

/// <summary>Times as RFC 3339 writes them: <c>2026-11-23T10:15:30.123456Z</c>, an offset required.</summary>
public static class Rfc3339
{
    private const int SecondsLength = 19;
    private const int OffsetLength = 6;

    /// <summary>Finest digit of a fraction that counts; further ones are dropped.</summary>
    private const long TicksOfFirstDigit = TimeSpan.TicksPerSecond / 10;

    /// <summary>The time in UTC, to 100 ns. Leap seconds are no times here.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length <= SecondsLength || !TryReadSeconds(text[..SecondsLength], out var local))
            return false;
        var rest = text[SecondsLength..];
        if (!TryReadFraction(ref rest, out var fraction) || !TryReadOffset(rest, out var offset))
            return false;
        var utc = local.Ticks + fraction - offset.Ticks;
        if (utc < DateTime.MinValue.Ticks || utc > DateTime.MaxValue.Ticks)
            return false;
        time = new(utc, TimeSpan.Zero);
        return true;
    }

    private static bool TryReadSeconds(ReadOnlySpan<char> text, out DateTime local)
    {
        local = default;
        if (text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':')
            return false;
        var (year, month, day) = (Number(text[..4]), Number(text[5..7]), Number(text[8..10]));
        var (hour, minute, second) = (Number(text[11..13]), Number(text[14..16]), Number(text[17..]));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
            return false;
        local = new(year, month, day, hour, minute, second);
        return true;
    }

    private static bool TryReadFraction(ref ReadOnlySpan<char> rest, out long ticks)
    {
        ticks = 0;
        if (rest[0] != '.')
            return true;
        var digits = rest[1..].IndexOfAnyExceptInRange('0', '9');
        if (digits < 1)
            return false;
        var worth = TicksOfFirstDigit;
        foreach (var digit in rest.Slice(1, digits))
        {
            ticks += (digit - '0') * worth;
            worth /= 10;
        }

        rest = rest[(digits + 1)..];
        return true;
    }

    private static bool TryReadOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = default;
        if (text is "Z")
            return true;
        if (text.Length != OffsetLength || text[0] is not ('+' or '-') || text[3] != ':')
            return false;
        var (hours, minutes) = (Number(text[1..3]), Number(text[4..]));
        if (hours is < 0 or > 23 || minutes is < 0 or > 59)
            return false;
        var length = new TimeSpan(hours, minutes, 0);
        offset = text[0] == '-' ? -length : length;
        return true;
    }

    /// <summary>-1 unless all are digits.</summary>
    private static int Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
                return -1;
            number = number * 10 + (digit - '0');
        }

        return number;
    }
}
