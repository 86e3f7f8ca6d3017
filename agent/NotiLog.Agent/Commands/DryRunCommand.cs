using NotiLog.Agent.Configuration;
using NotiLog.Agent.Events;
using NotiLog.Agent.Following;

namespace NotiLog.Agent.Commands;

/// <summary><c>dry-run</c>: reads the files as <c>run</c> would and prints the events; start positions and stored positions do not count.</summary>
internal static class DryRunCommand
{
    private const int BytesOfLine = 512;
    private const int MostBytes = 64 * 1024 * 1024;

    public static void Run(AgentConfig config, int lines, TextWriter output, TextWriter errors)
    {
        if (config.Files.Count == 0)
            throw new AgentFailure("The configuration follows no files; add some below files:");
        using var assembler = new EventAssembler(new EventOrigin(config.Host, config.Environment), () => Level.Trace, TimeProvider.System);
        var seen = new HashSet<string>();
        foreach (var (settings, path) in config.Files.SelectMany(one => one.Paths.SelectMany(pattern => pattern.Find()).Where(path => !one.IsExcluded(path)).Select(path => (one, path))))
        {
            if (seen.Add(path))
                Print(path, settings, assembler, lines, output, errors);
        }

        if (seen.Count == 0)
            errors.WriteLine("No file matches yet.");
    }

    private static void Print(string path, FileSettings settings, EventAssembler assembler, int lines, TextWriter output, TextWriter errors)
    {
        try
        {
            if (FileStat.Of(path) is not { IsRegular: true } stat)
                return;
            var handle = FileContent.Open(path);
            var start = KnownPositions.New(stat.Identity, path, TimeProvider.System.GetUtcNow());
            var length = (int)Math.Min(Math.Min(stat.Size, MostBytes), Math.Max(1024 * 1024, (long)lines * BytesOfLine));
            using var file = new FollowedFile(settings with { TakePartialAfter = TimeSpan.Zero }, FileContent.At(handle, start, LineStart.Before(handle, stat.Size - length, settings)), handle, TimeProvider.System);
            if (file.Read(new byte[length + 1]) is not { } read)
                return;
            var last = read with { Entries = [.. read.Entries.TakeLast(lines)] };
            foreach (var entry in last.Entries)
            {
                assembler.Add(last with { Entries = [entry] });
                foreach (var one in assembler.Take().SelectMany(segment => new Sending.Batch([segment]).Lines))
                    output.WriteLine(System.Text.Encoding.UTF8.GetString(one.Span));
            }

            errors.WriteLine($"{path}: the last {last.Entries.Count} events");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"{path} cannot be read: {exception.Message}");
        }
    }
}
