using NotiLog.Agent.Following;

namespace NotiLog.Agent.Tests.Following;

public sealed class PathPatternTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("notilog-glob");

    public PathPatternTests()
    {
        foreach (var name in new[] { "a.log", "b.log", "b.txt", "sub/c.log", "sub/deep/d.log", "other/c.log", "лог-1.log" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder.FullName, name))!);
            File.WriteAllText(Path.Combine(folder.FullName, name), "");
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("a.log", "a.log")]
    [InlineData("*.log", "a.log b.log лог-1.log")]
    [InlineData("?.log", "a.log b.log")]
    [InlineData("*/c.log", "other/c.log sub/c.log")]
    [InlineData("**/*.log", "a.log b.log лог-1.log other/c.log sub/c.log sub/deep/d.log")]
    [InlineData("sub/**", "sub/c.log sub/deep/d.log")]
    [InlineData("**/deep/*", "sub/deep/d.log")]
    [InlineData("nothing/*.log", "")]
    [InlineData("a.log/*", "")]
    public void Globs_find_files_and_match_what_they_find(string glob, string expected)
    {
        var pattern = new PathPattern(Path.Combine(folder.FullName, glob));
        var found = pattern.Find().ToList();
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), found.Select(path => Path.GetRelativePath(folder.FullName, path).Replace('\\', '/')));
        Assert.All(found, path => Assert.True(pattern.IsMatch(path)));
        Assert.False(pattern.IsMatch(Path.Combine(folder.FullName, "else", "x.txt")));
    }

    [Fact]
    public void A_circle_of_links_is_not_walked()
    {
        if (OperatingSystem.IsWindows())
            return;
        Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "sub", "up"), folder.FullName);
        Assert.Equal(6, new PathPattern(Path.Combine(folder.FullName, "**/*.log")).Find().Count());
    }
}
