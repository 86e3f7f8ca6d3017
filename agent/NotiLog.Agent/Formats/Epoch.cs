using System.Globalization;

namespace NotiLog.Agent.Formats;

/// <summary>Numbers since 1970: seconds (with a fraction), milliseconds, microseconds or nanoseconds, by their size.</summary>
internal static class Epoch
{
    private const decimal LeastSeconds = 100_000_000;
    private const decimal MostSeconds = 10_000_000_000;

    public static bool TryRead(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;
        return text.Length <= 32 && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && TryMake(number, out time);
    }

    public static bool TryMake(decimal number, out DateTimeOffset time)
    {
        time = default;
        foreach (var unit in (ReadOnlySpan<decimal>)[1, 1_000, 1_000_000, 1_000_000_000])
        {
            var seconds = number / unit;
            if (seconds is < LeastSeconds or >= MostSeconds)
                continue;
            time = DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
            return true;
        }

        return false;
    }
}
