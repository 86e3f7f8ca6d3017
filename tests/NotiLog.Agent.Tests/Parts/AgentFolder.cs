using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NotiLog.Agent.Buffering;
using NotiLog.Agent.Events;
using NotiLog.Agent.Following;
using NotiLog.Agent.Formats;
using NotiLog.Agent.Sending;

namespace NotiLog.Agent.Tests.Parts;

/// <summary>A folder of log files, followed on the real file system into a real buffer; time stands still unless it is moved.</summary>
internal sealed class AgentFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("notilog-agent");
    private readonly FileSettings settings;
    private BufferStore? store;
    private Follower? follower;

    public AgentFolder(Func<FileSettings, FileSettings>? change = null, string pattern = "*.log")
    {
        var usual = new FileSettings { Paths = [new PathPattern(File(pattern))], Format = () => new PlainFormat(), FromBeginning = true, TimeZone = TimeZoneInfo.Utc };
        settings = change?.Invoke(usual) ?? usual;
        Directory.CreateDirectory(Logs);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero));

    public SendingState Sending { get; } = new();

    public Level LeastLevel { get; set; }

    public long Limit { get; init; } = 64 * 1024 * 1024;

    public WhenFull WhenFull { get; init; }

    public int LinesPerSecond { get; init; }

    public BufferStore Store => store ??= new BufferStore(BufferDatabase.Open(Database), Limit);

    public string Database => Path.Combine(folder.FullName, "buffer.db");

    private string Logs => Path.Combine(folder.FullName, "logs");

    public string File(string name) => Path.Combine(folder.FullName, "logs", name);

    public void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public void Write(string name, byte[] bytes)
    {
        using var file = new FileStream(File(name), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.Write(bytes);
    }

    /// <summary>Looks at the folders and reads all there is; the second that it takes passes.</summary>
    public void Follow()
    {
        follower ??= Build();
        do
            Time.Advance(TimeSpan.FromSeconds(1));
        while (follower.Pass());
    }

    /// <summary>What <c>kill -9</c> leaves: what is in the database. The next <see cref="Follow"/> is of a new process.</summary>
    public void Kill()
    {
        follower?.Dispose();
        store?.Dispose();
        (follower, store) = (null, null);
    }

    /// <summary>Takes all that is buffered, as JSON.</summary>
    public List<JsonElement> Events()
    {
        var segments = Store.Take(0, int.MaxValue, int.MaxValue);
        var events = new Batch(segments).Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Store.Complete(segments, []);
        return events;
    }

    /// <summary>The messages of all that is buffered; it stays there.</summary>
    public List<string> Messages() => [.. Peek().Select(one => one.GetProperty("message").GetString()!)];

    public List<JsonElement> Peek()
    {
        var segments = Store.Take(0, int.MaxValue, int.MaxValue);
        Store.Release();
        return [.. new Batch(segments).Lines.Select(line => JsonDocument.Parse(line).RootElement)];
    }

    /// <summary>A pace and a follower over the same store, for what those decide.</summary>
    public ReadingPace Pace() => new(Store, Sending, WhenFull, LinesPerSecond, Time);

    public void Dispose()
    {
        Kill();
        folder.Delete(recursive: true);
    }

    private Follower Build() => new(
        new FileCatalogue([settings], Store, Time, NullLogger.Instance), new EventAssembler(new EventOrigin("web-1", null), () => LeastLevel, Time), Store, Pace(), Time);
}
