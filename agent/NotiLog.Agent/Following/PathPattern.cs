using System.IO.Enumeration;

namespace NotiLog.Agent.Following;

/// <summary>A glob: <c>*</c> and <c>?</c> within a name, <c>**</c> for any number of folders.</summary>
internal sealed class PathPattern
{
    private const int Deepest = 32;
    private static readonly EnumerationOptions Everything = new() { IgnoreInaccessible = true, AttributesToSkip = 0, ReturnSpecialDirectories = false };

    private readonly string root;
    private readonly string[] parts;

    /// <param name="text">An absolute path.</param>
    public PathPattern(string text)
    {
        Text = text;
        root = Path.GetPathRoot(text) ?? "";
        parts = text[root.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
    }

    public string Text { get; }

    /// <summary>Files that are there now, in the order of their names; folders that may not be read count as empty.</summary>
    public IEnumerable<string> Find() => Find(root, 0, 0);

    public bool IsMatch(string path) =>
        path.StartsWith(root, StringComparison.Ordinal) && IsMatch(path[root.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries), parts);

    private static bool IsMatch(ReadOnlySpan<string> names, ReadOnlySpan<string> parts)
    {
        if (parts.IsEmpty)
            return names.IsEmpty;
        if (parts[0] == "**")
            return IsMatch(names, parts[1..]) || (!names.IsEmpty && IsMatch(names[1..], parts));
        return !names.IsEmpty && Matches(parts[0], names[0]) && IsMatch(names[1..], parts[1..]);
    }

    private IEnumerable<string> Find(string folder, int part, int depth)
    {
        var name = parts[part];
        var isLast = part == parts.Length - 1;
        if (name == "**")
        {
            var found = isLast ? Names(folder).Where(File.Exists) : Find(folder, part + 1, depth);
            var below = depth < Deepest ? Names(folder).Where(IsFolder).SelectMany(inner => Find(inner, part, depth + 1)) : [];
            return found.Concat(below);
        }

        if (!name.AsSpan().ContainsAny('*', '?'))
        {
            var next = Path.Combine(folder, name);
            return isLast ? File.Exists(next) ? [next] : [] : Find(next, part + 1, depth);
        }

        var matching = Names(folder).Where(path => Matches(name, Path.GetFileName(path)));
        return isLast ? matching.Where(File.Exists) : matching.Where(Directory.Exists).SelectMany(inner => Find(inner, part + 1, depth));
    }

    private static List<string> Names(string folder)
    {
        try
        {
            var names = new List<string>(Directory.EnumerateFileSystemEntries(folder, "*", Everything));
            names.Sort(StringComparer.Ordinal);
            return names;
        }
        catch (IOException)
        {
            return [];
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsFolder(string path) =>
        OperatingSystem.IsLinux() ? LinuxFiles.IsFolder(path) : Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null;

    private static bool Matches(string part, string name) => FileSystemName.MatchesSimpleExpression(part, name, ignoreCase: OperatingSystem.IsWindows());
}
