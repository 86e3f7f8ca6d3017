namespace NotiLog.Agent.Formats;

/// <summary>Turns the local times of a log into UTC.</summary>
/// <param name="Zone">For times without an offset.</param>
internal sealed class TimeZones(TimeZoneInfo zone)
{
    private long hour = -1;
    private TimeSpan offset;

    /// <summary>A time that the zone skips or has twice is taken by its standard offset.</summary>
    public DateTimeOffset ToUtc(DateTime local)
    {
        var now = local.Ticks / TimeSpan.TicksPerHour;
        if (now != hour)
            (hour, offset) = (now, zone.GetUtcOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified)));
        var ticks = local.Ticks - offset.Ticks;
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks ? new DateTimeOffset(local.Ticks, TimeSpan.Zero) : new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    public DateTime ToLocal(DateTimeOffset utc) => TimeZoneInfo.ConvertTime(utc, zone).DateTime;
}
