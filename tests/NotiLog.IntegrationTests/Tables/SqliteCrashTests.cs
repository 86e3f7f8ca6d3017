using System.Diagnostics;
using NotiLog.Local.Tables;
using NotiLog.Tables;

namespace NotiLog.IntegrationTests.Tables;

public sealed class SqliteCrashTests : IDisposable
{
    private const int Rounds = 5;
    private const int RowsPerCommit = 5;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    private readonly string folder = Directory.CreateTempSubdirectory("notilog-crash").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_killed_process_loses_nothing_acknowledged_and_leaves_no_commit_half_done()
    {
        var path = Path.Combine(folder, "tables.db");
        var acknowledged = new HashSet<string>();
        for (var round = 0; round < Rounds; round++)
        {
            acknowledged.UnionWith(await CommitUntilKilledAsync(path, $"run{round}", Random.Shared.Next(1, 400)));
            await using var tables = new SqliteTables(path);
            var rows = new List<TableRow>();
            await foreach (var row in tables.Open("crash").QueryAllAsync(new TableQuery("p")))
                rows.Add(row);
            var commits = rows.GroupBy(row => row.GetString("commit")!).ToDictionary(commit => commit.Key, commit => commit.Count());
            Assert.All(acknowledged, key => Assert.Equal(RowsPerCommit, commits.GetValueOrDefault(key)));
            Assert.All(commits, commit => Assert.Equal(RowsPerCommit, commit.Value));
            Assert.Equal(rows.Count, rows.Select(row => row.ETag).Distinct().Count());
        }
    }

    /// <summary>The keys of the commits that the process had acknowledged when it was killed, some time after the given number of them.</summary>
    private static async Task<List<string>> CommitUntilKilledAsync(string path, string run, int atLeast)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "NotiLog.Crasher.dll"), path, run, $"{RowsPerCommit}"];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var keys = new List<string>();
        using var deadline = new CancellationTokenSource(Deadline);
        while (keys.Count < atLeast && await process.StandardOutput.ReadLineAsync(deadline.Token) is { } key)
            keys.Add(key);
        process.Kill();
        // What was printed before the kill counts as well; a line without its end was cut.
        var rest = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        keys.AddRange(rest.Split('\n')[..^1]);
        await process.WaitForExitAsync(deadline.Token);
        Assert.True(keys.Count >= atLeast);
        return keys;
    }
}
