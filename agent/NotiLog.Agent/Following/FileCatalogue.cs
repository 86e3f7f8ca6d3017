using Microsoft.Extensions.Logging;
using NotiLog.Agent.Buffering;

namespace NotiLog.Agent.Following;

/// <summary>Which files are followed: finds new ones and notices what became of the others.</summary>
internal sealed class FileCatalogue(IReadOnlyList<FileSettings> settings, BufferStore store, TimeProvider time, ILogger log) : IDisposable
{
    private const string PatternNote = "pattern:";
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(60);
    private static readonly TimeSpan SeenEvery = TimeSpan.FromDays(1);

    private readonly KnownPositions known = new(store.Positions());
    private readonly HashSet<string> patterns = [];
    private readonly HashSet<string> refused = [];
    private readonly List<FollowedFile> files = [];
    private bool isResumed;

    /// <summary>Those that were rotated away come first: their lines are the older ones.</summary>
    public IReadOnlyList<FollowedFile> Files => files;

    /// <summary>Looks at the folders.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">What was found could not be stored; nothing has changed.</exception>
    public void Scan()
    {
        var scan = new Found(files);
        var firstLooks = new List<string>();
        foreach (var one in settings)
        {
            foreach (var pattern in one.Paths)
            {
                var isFirst = !patterns.Contains(pattern.Text) && store.Note(PatternNote + pattern.Text) is null;
                firstLooks.AddRange(isFirst ? [pattern.Text] : []);
                foreach (var path in pattern.Find().Where(path => !one.IsExcluded(path) && scan.Paths.Add(path)))
                    Look(path, one, atEnd: isFirst && !one.FromBeginning, scan);
            }
        }

        try
        {
            var changed = scan.New.Select(file => file.Position).Concat(scan.Moved.Select(moved => moved.Position)).ToList();
            if (changed.Count + firstLooks.Count > 0)
                store.Append([], changed, firstLooks.ToDictionary(text => PatternNote + text, _ => time.GetUtcNow().ToString("O", null)));
        }
        catch
        {
            scan.New.ForEach(file => file.Dispose());
            throw;
        }

        Accept(scan);
        foreach (var one in settings.SelectMany(one => one.Paths))
            patterns.Add(one.Text);
        if (!isResumed)
            Resume();
        isResumed = true;
    }

    /// <summary>The file's content went: what is left of the old one is looked for in a copy beside it, and the file begins anew.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">Not stored; nothing has changed.</exception>
    public void BeginAnew(FollowedFile file)
    {
        var old = file.Position;
        var rest = FindRest(old, file.Settings);
        var anew = new FilePosition(old.Key, old.Generation + 1, old.Identity, old.Path, old.Target) { SeenAt = time.GetUtcNow(), Clock = old.Clock, Row = rest is null ? old.Row : 0 };
        try
        {
            store.Append([], rest is null ? [anew] : [rest.Position, anew]);
        }
        catch
        {
            rest?.Dispose();
            throw;
        }

        if (rest is not null)
            files.Insert(0, rest);
        file.Move(anew);
        log.LogInformation("{Path} was truncated or overwritten: read from its beginning{Rest}", old.Path, rest is null ? "" : $"; what was not read of it before is read from {rest.Position.Target}");
    }

    /// <summary>It has been read to its end and nobody writes into it any more.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">Not stored; it is still followed.</exception>
    public void End(FollowedFile file)
    {
        var position = file.Position with { Ended = true };
        store.Append([], [position]);
        known.Add(position);
        files.Remove(file);
        file.Dispose();
    }

    public void Dispose() => files.ForEach(file => file.Dispose());

    private void Look(string path, FileSettings one, bool atEnd, Found scan)
    {
        if (FileStat.Of(path) is not { IsRegular: true } stat)
            return;
        if (scan.ByIdentity.TryGetValue(stat.Identity, out var followed))
        {
            if (scan.Live.Add(followed) && !scan.New.Contains(followed) && (followed.Position.Path != path || time.GetUtcNow() - followed.Position.SeenAt > SeenEvery))
                scan.Moved.Add((followed, followed.Position with { Path = path, Target = KnownPositions.TargetOf(path), SeenAt = time.GetUtcNow() }));
        }
        else if (TryOpen(path, one, atEnd, scan) is { } opened)
        {
            scan.New.Add(opened);
            scan.ByIdentity[opened.Position.Identity] = opened;
        }
    }

    private FollowedFile? TryOpen(string path, FileSettings one, bool atEnd, Found scan)
    {
        try
        {
            var handle = FileContent.Open(path);
            refused.Remove(path);
            if ((OperatingSystem.IsLinux() ? FileStat.Of(handle) : FileStat.Of(path)) is { } stat && !IsCopy(path, handle, scan.New))
                return new FollowedFile(one, Position(path, one, stat, handle, atEnd), handle, time);
            handle.Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (refused.Add(path))
                log.LogError("{Path} cannot be read: {Reason}", path, exception.Message);
        }

        return null;
    }

    private FilePosition Position(string path, FileSettings one, FileStat stat, Microsoft.Win32.SafeHandles.SafeFileHandle handle, bool atEnd)
    {
        if (known.Of(stat.Identity, handle) is not { } before)
        {
            var start = KnownPositions.New(stat.Identity, path, time.GetUtcNow());
            return atEnd ? FileContent.At(handle, start, LineStart.Before(handle, stat.Size, one)) : start;
        }

        known.Remove(before);
        return before with { Identity = stat.Identity, Path = path, Target = KnownPositions.TargetOf(path), Ended = false, SeenAt = time.GetUtcNow() };
    }

    /// <summary>A copy that rotation has just made of a file whose original still stands: what it holds is read there.</summary>
    private bool IsCopy(string path, Microsoft.Win32.SafeHandles.SafeFileHandle handle, IEnumerable<FollowedFile> others) => files.Concat(others).Any(file =>
        file.State == FileState.Live && RotatedName.IsOf(path, file.Position.Path) && Path.GetDirectoryName(path) == Path.GetDirectoryName(file.Position.Path)
            && ((file.Position.Offset > 0 && FileContent.Holds(handle, file.Position)) || FileContent.IsBeginningOf(handle, file.Handle)));

    private bool IsCopy(string path)
    {
        try
        {
            using var handle = FileContent.Open(path);
            return IsCopy(path, handle, []);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Accept(Found scan)
    {
        foreach (var (file, position) in scan.Moved)
            file.Rename(position);
        var rotated = files.Where(file => file.State == FileState.Live && !scan.Live.Contains(file)).Select(file => (file.Position, file.Settings)).ToList();
        foreach (var file in files)
            file.State = scan.Live.Contains(file) ? FileState.Live : FileState.Rotated;
        files.AddRange(scan.New);
        rotated.ForEach(file => AddMissed(file.Position, file.Settings));
        foreach (var file in scan.New)
            log.LogInformation("Following {Path} from byte {Offset}", file.Position.Path, file.Position.Offset);
        files.Sort((a, b) => (b.State, a.Position.Path).CompareTo((a.State, b.Position.Path)));
    }

    /// <summary>Files that were not read to their end when the agent stopped and have another name by now.</summary>
    private void Resume()
    {
        store.Forget(time.GetUtcNow() - Remembered);
        foreach (var position in known.All.Where(position => !position.Ended).ToList())
        {
            if (settings.FirstOrDefault(one => one.Covers(position.Path)) is not { } one)
                continue;
            if (FindRest(position, one) is { } rest)
            {
                known.Remove(position);
                files.Insert(0, rest);
                log.LogInformation("{Path} is called {Name} now: reading the rest of it", position.Path, rest.Position.Target);
            }
            else
            {
                log.LogWarning("{Path} is gone; what was written into it after byte {Offset} was not read", position.Path, position.Offset);
            }

            AddMissed(position, one);
        }
    }

    private void AddMissed(FilePosition last, FileSettings one)
    {
        // What has a rotated name already may be a copy: what is younger is then no later file.
        if (RotatedName.IsOf(last.Target, last.Path))
            return;
        foreach (var (path, stat) in MissedFiles.After(last, one, IsKnown).ToList())
        {
            var position = KnownPositions.New(stat.Identity, path, time.GetUtcNow()) with { Path = last.Path };
            if (IsCopy(path) || TryContinue(path, stat, position, one) is not { } missed)
                continue;
            files.Insert(0, missed);
            log.LogInformation("{Path} was rotated away before it was seen: read from its beginning", path);
        }

        bool IsKnown(FileIdentity identity) =>
            files.Exists(file => file.Position.Identity.IsSameFile(identity)) || known.All.Any(position => position.Identity.IsSameFile(identity));
    }

    private FollowedFile? FindRest(FilePosition position, FileSettings one)
    {
        foreach (var path in new[] { position.Target }.Concat(RotatedName.Beside(position.Target)).Concat(RotatedName.Beside(position.Path)).Where(path => !one.IsExcluded(path)))
        {
            if (FileStat.Of(path) is not { IsRegular: true } stat || stat.Size < position.Offset || files.Exists(file => file.Position.Identity == stat.Identity))
                continue;
            if (position.Offset == 0 && !position.Identity.IsSameFile(stat.Identity))
                continue;
            if (TryContinue(path, stat, position, one) is { } rest)
                return rest;
        }

        return null;
    }

    private FollowedFile? TryContinue(string path, FileStat stat, FilePosition position, FileSettings one)
    {
        try
        {
            var handle = FileContent.Open(path);
            if (FileContent.Holds(handle, position))
                return new FollowedFile(one, position with { Identity = stat.Identity, Target = path }, handle, time) { State = FileState.Rotated };

            handle.Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            log.LogError("{Path} cannot be read: {Reason}", path, exception.Message);
        }

        return null;
    }

    /// <summary>What one look at the folders found.</summary>
    private sealed class Found(IEnumerable<FollowedFile> files)
    {
        public Dictionary<FileIdentity, FollowedFile> ByIdentity { get; } = files.DistinctBy(file => file.Position.Identity).ToDictionary(file => file.Position.Identity);

        public HashSet<string> Paths { get; } = [];

        public HashSet<FollowedFile> Live { get; } = [];

        public List<FollowedFile> New { get; } = [];

        public List<(FollowedFile File, FilePosition Position)> Moved { get; } = [];
    }
}
