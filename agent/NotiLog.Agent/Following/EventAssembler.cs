using System.Buffers;
using NotiLog.Agent.Buffering;
using NotiLog.Agent.Events;
using NotiLog.Agent.Formats;

namespace NotiLog.Agent.Following;

/// <summary>Makes entries into events, and events into segments.</summary>
/// <param name="leastLevel">Below it nothing is sent; asked for every reading, since the server may change it.</param>
internal sealed class EventAssembler(EventOrigin origin, Func<Level> leastLevel, TimeProvider time) : IDisposable
{
    /// <summary>Bytes of an event's JSON that the server takes for certain.</summary>
    private const int LargestEvent = 250 * 1024;

    private const int LargestText = 110 * 1024;

    /// <summary>What the server takes is 29 days and 24 hours; what waits grows older.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(28);
    private static readonly TimeSpan FarthestAhead = TimeSpan.FromHours(23);

    private readonly LogLine line = new();
    private readonly PlainFormat plain = new();
    private readonly EventWriter writer = new();
    private readonly ArrayBufferWriter<byte> json = new(4096);
    private readonly Dictionary<FollowedFile, EventDefaults> defaults = [];
    private readonly SegmentBuilder[] builders = [.. Enum.GetValues<Rank>().Select(rank => new SegmentBuilder(rank))];

    /// <summary>The reading, without its entries, with the clock that its lines have moved on. Its events are in the segments of the next <see cref="Take"/>.</summary>
    public FileRead Add(FileRead read)
    {
        var clock = read.Next.Clock;
        var least = leastLevel();
        foreach (var entry in read.Entries)
            Add(read, entry, least, ref clock);
        return read with { Entries = [], Next = read.Next with { Clock = clock } };
    }

    /// <summary>All that was added since.</summary>
    public List<Segment> Take() => [.. builders.SelectMany(builder => builder.Take())];

    public void Forget(FollowedFile file) => defaults.Remove(file);

    public void Dispose()
    {
        writer.Dispose();
        foreach (var builder in builders)
            builder.Dispose();
    }

    private void Add(FileRead read, Entry entry, Level least, ref LineClock clock)
    {
        var settings = read.File.Settings;
        if (!IsWanted(settings, entry))
            return;
        Read(read.File, entry);
        var level = line.Level ?? settings.DefaultLevel;
        if (level < least || level < settings.LeastLevel)
            return;
        clock = GiveTime(clock, out var at);
        json.ResetWrittenCount();
        Write(new EventIdentity(read.IdOf(entry), at), level, DefaultsOf(read.File));
        builders[(int)Ranks.Of(level)].Add(json.WrittenSpan, at);
    }

    private static bool IsWanted(FileSettings settings, Entry entry)
    {
        if (settings.Include.Count > 0 && !settings.Include.Any(IsIn))
            return false;
        return !settings.Exclude.Any(IsIn);

        bool IsIn(System.Text.RegularExpressions.Regex pattern) => pattern.IsMatch(entry.First) || (entry.Rest is { } rest && pattern.IsMatch(rest));
    }

    private void Read(FollowedFile file, Entry entry)
    {
        line.Clear();
        if (!file.Format.TryRead(entry.First, file.Times, line))
        {
            line.Clear();
            plain.TryRead(entry.First, file.Times, line);
        }

        if (entry.Rest is not { } rest)
            return;
        if (line.StackTrace is null && StackTrace.Looks(rest))
            line.StackTrace = rest;
        else
            line.Message = $"{line.Message}\n{rest}";
    }

    private LineClock GiveTime(LineClock clock, out DateTimeOffset at)
    {
        var now = time.GetUtcNow();
        if (line.Time is not { } own)
            return clock.NextUntimed(now, out at);
        if (own > now - Oldest && own < now + FarthestAhead)
            return clock.Next(own, out at);
        line.Add("originalTime", own.UtcDateTime.ToString("O", null));
        return clock.NextUntimed(now, out at);
    }

    private void Write(EventIdentity identity, Level level, EventDefaults defaults)
    {
        writer.Write(json, identity, level, line, defaults);
        if (json.WrittenCount <= LargestEvent)
            return;
        json.ResetWrittenCount();
        line.Context.Clear();
        line.Message = Cut.ToFit(line.Message, LargestText);
        line.StackTrace = line.StackTrace is null ? null : Cut.ToFit(line.StackTrace, LargestText);
        writer.Write(json, identity, level, line, defaults);
    }

    private EventDefaults DefaultsOf(FollowedFile file)
    {
        if (defaults.TryGetValue(file, out var known) && ReferenceEquals(known.Path, file.Position.Path))
            return known;
        var path = file.Position.Path;
        var service = file.Format.Service ?? Path.GetFileName(path).Split('.')[0];
        return defaults[file] = EventDefaults.Of(path, service.Length > 0 ? service : "log", file.Settings.Labels, origin);
    }
}
