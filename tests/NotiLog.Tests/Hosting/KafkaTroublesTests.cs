using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NotiLog.Local.Hosting;

namespace NotiLog.Tests.Hosting;

public sealed class KafkaTroublesTests
{
    [Fact]
    public void A_trouble_is_told_when_it_begins_every_ten_minutes_and_when_it_has_ended()
    {
        var (time, log) = (new FakeTimeProvider(), new Lines());
        var troubles = new KafkaTroubles("app-logs", time, log);
        troubles.End();
        for (var second = 0; second < 15 * 60; second++)
        {
            troubles.Report("down");
            time.Advance(TimeSpan.FromSeconds(1));
        }

        troubles.End();
        troubles.End();
        troubles.Report("down again");

        Assert.Equal([LogLevel.Warning, LogLevel.Warning, LogLevel.Information, LogLevel.Warning], log.Levels);
    }

    private sealed class Lines : ILogger
    {
        public List<LogLevel> Levels { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Levels.Add(logLevel);
    }
}
