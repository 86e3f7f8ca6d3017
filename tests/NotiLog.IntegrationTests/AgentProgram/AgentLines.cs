using System.Globalization;
using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.AgentProgram;

/// <summary>Numbered lines, and whether each of them is stored exactly once.</summary>
internal sealed class AgentLines
{
    private readonly List<string> written = [];

    public int Count => written.Count;

    /// <summary>A line with a number of its own; some say their time, some do not, some have Cyrillic in them.</summary>
    public string Next()
    {
        var number = $"line-{written.Count:D7}";
        written.Add(number);
        return (written.Count % 3) switch
        {
            0 => $"{number} без времени",
            1 => string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow().UtcDateTime:yyyy-MM-dd HH:mm:ss} INFO {number}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow().UtcDateTime:O} ERROR {number} оплата не прошла"),
        };
    }

    /// <summary>Writes so many lines, each in one write, opening the file anew every time as a logger that reopens does.</summary>
    public void WriteTo(string path, int count)
    {
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        for (var i = 0; i < count; i++)
            file.Write(System.Text.Encoding.UTF8.GetBytes(Next() + "\n"));
    }

    public async Task AssertStoredOnceAsync(App app, AgentProcess agent, TimeSpan? deadline = null)
    {
        List<string> stored = [];
        await Eventually.HoldsAsync(
            async () => (stored = await NumbersAsync(app, agent)).Count >= written.Count,
            () => $"{stored.Count} of {written.Count} lines are stored, missing {string.Join(", ", written.Except(stored).Take(5))}: {agent.Output}",
            deadline ?? TimeSpan.FromSeconds(90),
            poll: TimeSpan.FromMilliseconds(500));
        var twice = stored.GroupBy(number => number).Where(group => group.Count() > 1).Select(group => group.Key).Take(5).ToList();
        Assert.True(twice.Count == 0, $"stored twice: {string.Join(", ", twice)}");
        Assert.Equal(written, stored.Order(StringComparer.Ordinal));
    }

    private static async Task<List<string>> NumbersAsync(App app, AgentProcess agent) =>
        [.. (await agent.StoredAsync(app)).Where(message => message.Contains("line-", StringComparison.Ordinal)).Select(message => message.Substring(message.IndexOf("line-", StringComparison.Ordinal), 12))];
}
