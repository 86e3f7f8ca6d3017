using NotiLog.Benchmarks.Parts;

namespace NotiLog.Benchmarks.Figures;

/// <summary>What the figures share: the host, the parser and the raw database, in a folder that goes at the end.</summary>
internal sealed class Stage : IDisposable
{
    private Stage(int rounds, string folder, Host host, ChildProcess parser) =>
        (Rounds, Folder, Host, Parser, Raw) = (rounds, folder, host, parser, new RawSqlite(folder));

    public int Rounds { get; }

    public string Folder { get; }

    public Host Host { get; }

    public ChildProcess Parser { get; }

    public RawSqlite Raw { get; }

    public static async Task<Stage> SetAsync(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("notilog-benchmark-").FullName;
        return new Stage(rounds, folder, await Host.StartAsync(folder, "ingest"), await ParseOnly.StartAsync());
    }

    public void Dispose()
    {
        Host.Dispose();
        Parser.Dispose();
        Raw.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
