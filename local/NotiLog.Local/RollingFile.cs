using System.Globalization;
using Microsoft.Extensions.Logging;

namespace NotiLog.Local;

/// <summary>Logs to <c>notilog-yyyyMMdd.log</c> (UTC days) and keeps the last seven files. Each line is flushed; a disk that cannot be written loses the line, nothing else.</summary>
internal sealed class RollingFile(string folder, TimeProvider time) : ILoggerProvider
{
    private const int FilesKept = 7;

    private readonly Lock gate = new();
    private StreamWriter? writer;
    private DateTime day;

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose() => writer?.Dispose();

    private void Write(LogLevel level, string category, string message, Exception? exception)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            try
            {
                if (writer is null || day != now.UtcDateTime.Date)
                    Roll(now.UtcDateTime.Date);
                writer!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:O} {level} {category}: {message}"));
                if (exception is not null)
                    writer.WriteLine(exception);
                writer.Flush();
            }
            catch (IOException)
            {
                // A full disk must not stop what is logged about.
            }
        }
    }

    private void Roll(DateTime today)
    {
        writer?.Dispose();
        Directory.CreateDirectory(folder);
        writer = new StreamWriter(new FileStream(
            Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"notilog-{today:yyyyMMdd}.log")),
            FileMode.Append,
            FileAccess.Write,
            FileShare.ReadWrite | FileShare.Delete));
        day = today;
        foreach (var old in Directory.GetFiles(folder, "notilog-*.log").Order(StringComparer.Ordinal).SkipLast(FilesKept))
            File.Delete(old);
    }

    private sealed class Category(RollingFile file, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            file.Write(logLevel, name, formatter(state, exception), exception);
    }
}
