namespace NotiLog.Agent.Following;

/// <summary>
/// Files that came and were rotated away before anybody looked: between two looks, or while the agent was down. They were made after the file that was followed, are called
/// as rotation calls what it puts aside, and are not known.
/// </summary>
internal static class MissedFiles
{
    /// <param name="last">The file that was followed and stands under another name now.</param>
    public static IEnumerable<(string Path, FileStat Stat)> After(FilePosition last, FileSettings settings, Func<FileIdentity, bool> isKnown)
    {
        if (last.Identity.Born == 0)
            yield break;
        foreach (var path in RotatedName.Beside(last.Path).Where(path => !settings.IsExcluded(path)))
        {
            if (FileStat.Of(path) is { IsRegular: true } stat && stat.Identity.Born > last.Identity.Born && !isKnown(stat.Identity))
                yield return (path, stat);
        }
    }
}
