using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace NotiLog.Tests.Hosting;

public sealed class QueueAndTimerTests
{
    [Fact]
    public async Task A_failing_message_is_delivered_again_until_it_succeeds()
    {
        await using var host = await SampleHost.StartAsync(typeof(QueueSamples));

        host.Queues.Send("orders", """{"number":3,"title":"ink"}""");

        var lines = await host.WaitAsync(lines => lines.Contains("order 3 done"));
        Assert.Equal(["order 3 ink attempt 1", "order 3 ink attempt 2", "order 3 ink attempt 3", "order 3 done"], lines);
    }

    [Fact]
    public async Task After_ten_attempts_a_message_goes_to_the_dead_letter_queue()
    {
        await using var host = await SampleHost.StartAsync(typeof(QueueSamples));

        host.Queues.Send("Orders", """{"number":13,"title":"ink"}""");

        var lines = await host.WaitAsync(lines => lines.Any(line => line.StartsWith("dead ", StringComparison.Ordinal)));
        Assert.Equal(10, lines.Count(line => line.StartsWith("order 13", StringComparison.Ordinal)));
        Assert.Equal("""dead {"number":13,"title":"ink"} MaxDeliveryCountExceeded ORDERS""", lines[^1]);
    }

    [Fact]
    public async Task A_queue_nobody_reads_keeps_nothing()
    {
        await using var host = await SampleHost.StartAsync(typeof(QueueSamples));

        host.Queues.Send("nobody", "reads this");

        Assert.Null(host.Queues.Find("nobody"));
    }

    [Fact]
    public async Task A_timer_runs_when_it_is_due_once_at_a_time_and_says_when_it_is_late()
    {
        var time = new ArmedTime();
        await using var host = await SampleHost.StartAsync(_ => { }, time, typeof(TimerSamples));
        await time.ArmedAsync(timers: 2);
        Assert.Equal(["at start"], host.Journal.Lines);
        time.Advance(TimeSpan.FromSeconds(0.5));
        await host.WaitAsync(lines => lines.Contains("tick begins 00:01"));

        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Single(host.Journal.Lines, line => line.StartsWith("tick begins", StringComparison.Ordinal));
        host.Journal.Gate.Release();
        var lines = await host.WaitAsync(lines => lines.Count(line => line.StartsWith("tick begins", StringComparison.Ordinal)) == 2);

        Assert.Equal(["tick ends", "tick begins 00:02 past due"], lines.Skip(lines.Count - 2));
    }

    [Fact]
    public async Task Stopping_lets_the_run_in_hand_finish()
    {
        var time = new ArmedTime();
        await using var host = await SampleHost.StartAsync(_ => { }, time, typeof(TimerSamples));
        await time.ArmedAsync(timers: 2);
        time.Advance(TimeSpan.FromSeconds(0.5));
        await host.WaitAsync(lines => lines.Contains("tick begins 00:01"));

        var stop = host.StopAsync();
        Assert.False(stop.IsCompleted);
        host.Journal.Gate.Release();
        await stop;

        Assert.Equal("tick ends", host.Journal.Lines[^1]);
    }

    /// <summary>Half a second before 10:00:01, and a way to wait until timers are set.</summary>
    private sealed class ArmedTime() : FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 10, 0, 0, 500, TimeSpan.Zero))
    {
        private readonly Channel<TimeSpan> armed = Channel.CreateUnbounded<TimeSpan>();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            armed.Writer.TryWrite(dueTime);
            return timer;
        }

        public async Task ArmedAsync(int timers)
        {
            for (; timers > 0; timers--)
                await armed.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        }
    }
}
