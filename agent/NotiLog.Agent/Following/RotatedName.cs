namespace NotiLog.Agent.Following;

/// <summary>How rotation names what it puts aside: <c>app.log.1</c>, <c>app.log-20261130</c>, <c>app-20261130.log</c>.</summary>
internal static class RotatedName
{
    private const string Separators = ".-_";

    public static bool IsOf(string candidate, string original)
    {
        var stem = Path.GetFileNameWithoutExtension(original.AsSpan());
        var name = Path.GetFileName(candidate.AsSpan());
        if (name.SequenceEqual(Path.GetFileName(original.AsSpan())))
            return false;
        return IsContinued(name, Path.GetFileName(original.AsSpan())) || IsContinued(name, stem);
    }

    /// <summary>The files beside <paramref name="original"/> that may be what was put aside, newest first.</summary>
    public static IEnumerable<string> Beside(string original)
    {
        try
        {
            return [.. new DirectoryInfo(Path.GetDirectoryName(original)!).EnumerateFiles()
                .Where(file => IsOf(file.Name, original)).OrderByDescending(file => file.LastWriteTimeUtc).Select(file => file.FullName)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsContinued(ReadOnlySpan<char> name, ReadOnlySpan<char> start) =>
        name.Length > start.Length + 1 && name.StartsWith(start, StringComparison.Ordinal) && Separators.Contains(name[start.Length]) && char.IsAsciiLetterOrDigit(name[start.Length + 1]);
}
