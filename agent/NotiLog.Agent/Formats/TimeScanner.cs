namespace NotiLog.Agent.Formats;

/// <summary>Reads digits, names and signs from left to right; every method answers false and stays where it is when the text is another.</summary>
internal ref struct TimeScanner(ReadOnlySpan<char> text)
{
    private static ReadOnlySpan<char> Months => "JanFebMarAprMayJunJulAugSepOctNovDec";

    private readonly ReadOnlySpan<char> text = text;

    public int Position { get; set; }

    private readonly ReadOnlySpan<char> Rest => text[Position..];

    public readonly char Next => Position < text.Length ? text[Position] : '\0';

    public bool Take(char expected)
    {
        if (Next != expected)
            return false;
        Position++;
        return true;
    }

    public bool TakeAny(ReadOnlySpan<char> expected)
    {
        if (Position >= text.Length || !expected.Contains(text[Position]))
            return false;
        Position++;
        return true;
    }

    /// <summary>Exactly so many digits.</summary>
    public bool Digits(int count, out int number)
    {
        number = 0;
        if (Rest.Length < count)
            return false;
        foreach (var digit in Rest[..count])
        {
            if (!char.IsAsciiDigit(digit))
                return false;
            number = (number * 10) + (digit - '0');
        }

        Position += count;
        return true;
    }

    public bool Month(out int number)
    {
        number = 0;
        if (Rest.Length < 3)
            return false;
        for (var i = 0; i < Months.Length; i += 3)
        {
            if (!Rest[..3].Equals(Months.Slice(i, 3), StringComparison.OrdinalIgnoreCase))
                continue;
            number = (i / 3) + 1;
            Position += 3;
            return true;
        }

        return false;
    }

    /// <summary><c>hh:mm:ss</c>, with a fraction after <c>.</c> or <c>,</c> if there is one; a leap second is the one before it.</summary>
    public bool Clock(out TimeSpan time)
    {
        time = default;
        var start = Position;
        if (Digits(2, out var hour) && Take(':') && Digits(2, out var minute) && Take(':') && Digits(2, out var second)
            && hour < 24 && minute < 60 && second <= 60)
        {
            time = new TimeSpan(hour, minute, Math.Min(second, 59)) + Fraction();
            return true;
        }

        Position = start;
        return false;
    }

    /// <summary><c>Z</c>, <c>UTC</c>, <c>+03:00</c> or <c>+0300</c>, after a blank or none; null when there is none.</summary>
    public TimeSpan? Offset()
    {
        var start = Position;
        Take(' ');
        if (Rest.StartsWith("UTC") || Rest.StartsWith("GMT"))
        {
            Position += 3;
            return TimeSpan.Zero;
        }

        if (Take('Z'))
            return TimeSpan.Zero;
        var sign = Next == '-' ? -1 : 1;
        if (TakeAny("+-") && Digits(2, out var hours) && (Take(':') || true) && Digits(2, out var minutes) && hours <= 14 && minutes < 60 && !char.IsAsciiDigit(Next))
            return sign * new TimeSpan(hours, minutes, 0);
        Position = start;
        return null;
    }

    private TimeSpan Fraction()
    {
        if (Next is not ('.' or ',') || Position + 1 >= text.Length || !char.IsAsciiDigit(text[Position + 1]))
            return TimeSpan.Zero;
        Position++;
        var ticks = 0L;
        for (var worth = TimeSpan.TicksPerSecond / 10; char.IsAsciiDigit(Next); worth /= 10, Position++)
            ticks += (Next - '0') * worth;
        return new TimeSpan(ticks);
    }
}
