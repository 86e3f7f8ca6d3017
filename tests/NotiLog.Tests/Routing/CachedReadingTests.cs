using Microsoft.Extensions.Time.Testing;
using NotiLog.Routing;
using NotiLog.Tables;

namespace NotiLog.Tests.Routing;

public sealed class CachedReadingTests
{
    private readonly FakeTimeProvider time = new(RoutingSamples.Noon);
    private readonly CachedReading<string> cached;
    private readonly Queue<TaskCompletionSource<string>> readings = new();
    private int asked;

    public CachedReadingTests() => cached = new(_ => ReadAsync(), time);

    [Fact]
    public async Task Many_callers_share_one_reading()
    {
        var reading = Expect();
        var callers = Enumerable.Range(0, 20).Select(_ => cached.GetAsync(default).AsTask()).ToList();
        reading.SetResult("a");
        Assert.All(await Task.WhenAll(callers), value => Assert.Equal("a", value));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task The_old_value_serves_others_while_one_reads_and_only_until_it_is_8_s_old()
    {
        await KnowAsync("old");
        var reading = Expect();
        time.Advance(TimeSpan.FromSeconds(5));
        var first = cached.GetAsync(default).AsTask();
        Assert.Equal("old", await cached.GetAsync(default));
        time.Advance(TimeSpan.FromSeconds(3));
        var late = cached.GetAsync(default).AsTask();
        Assert.False(late.IsCompleted);
        reading.SetResult("new");
        Assert.Equal(("new", "new"), (await first, await late));
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task The_age_of_a_value_counts_from_the_start_of_its_reading()
    {
        var slow = Expect();
        var first = cached.GetAsync(default).AsTask();
        await AskedAsync(1);
        time.Advance(TimeSpan.FromSeconds(6));
        slow.SetResult("slow");
        Assert.Equal("slow", await first);
        Expect().SetResult("next");
        Assert.Equal("next", await cached.GetAsync(default));
    }

    [Fact]
    public async Task A_reading_begun_before_a_change_is_not_kept()
    {
        var before = Expect();
        var first = cached.GetAsync(default).AsTask();
        await AskedAsync(1);
        cached.Invalidate();
        Expect().SetResult("after");
        Assert.Equal("after", await cached.GetAsync(default));
        before.SetResult("before");
        Assert.Equal("before", await first);
        Assert.Equal("after", await cached.GetAsync(default));
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task After_a_failure_the_old_value_serves_and_reading_is_tried_again_a_second_later()
    {
        await KnowAsync("old");
        cached.Invalidate();
        Expect().SetException(new TablesUnavailableException("gone"));
        Assert.Equal("old", await cached.GetAsync(default));
        time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.Equal("old", await cached.GetAsync(default));
        Assert.Equal(2, asked);
        time.Advance(TimeSpan.FromSeconds(0.1));
        Expect().SetResult("new");
        Assert.Equal("new", await cached.GetAsync(default));
    }

    [Fact]
    public async Task An_unknown_failure_reaches_the_caller_and_the_next_one_reads_again()
    {
        await KnowAsync("old");
        time.Advance(TimeSpan.FromSeconds(5));
        Expect().SetException(new InvalidOperationException("bug"));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await cached.GetAsync(default));
        Expect().SetResult("new");
        Assert.Equal("new", await cached.GetAsync(default));
    }

    [Fact]
    public async Task A_caller_that_gives_up_leaves_the_reading_to_the_others()
    {
        var reading = Expect();
        using var impatient = new CancellationTokenSource();
        var first = cached.GetAsync(impatient.Token).AsTask();
        var second = cached.GetAsync(default).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        reading.SetResult("a");
        Assert.Equal("a", await second);
    }

    private async Task KnowAsync(string value)
    {
        Expect().SetResult(value);
        Assert.Equal(value, await cached.GetAsync(default));
    }

    private TaskCompletionSource<string> Expect()
    {
        var reading = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (readings)
            readings.Enqueue(reading);
        return reading;
    }

    private Task<string> ReadAsync()
    {
        lock (readings)
        {
            asked++;
            return readings.Dequeue().Task;
        }
    }

    private async Task AskedAsync(int count)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Volatile.Read(ref asked) < count)
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
