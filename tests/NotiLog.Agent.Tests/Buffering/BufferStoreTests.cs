using System.Text;
using NotiLog.Agent.Buffering;

namespace NotiLog.Agent.Tests.Buffering;

public sealed class BufferStoreTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("notilog-agent");
    private BufferStore? store;

    public void Dispose()
    {
        store?.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void The_oldest_of_the_lowest_level_goes_first_and_errors_last()
    {
        var buffer = Open(limit: 10_000);
        buffer.Append([Some(Rank.Error, 0), Some(Rank.Low, 1), Some(Rank.Warning, 2), Some(Rank.Low, 3), Some(Rank.Error, 4)], []);
        Assert.Equal(0, buffer.Dropped);
        var order = new List<string>();
        for (var minute = 5; minute < 9; minute++)
        {
            var before = Minutes(buffer);
            buffer.Append([Some(Rank.Error, minute)], []);
            order.AddRange(before.Except(Minutes(buffer)));
        }

        Assert.Equal(["Low 1", "Low 3", "Warning 2", "Error 0"], order);
        Assert.Equal(4, buffer.Dropped);
        Assert.True(buffer.Bytes <= 10_000);
    }

    [Fact]
    public void What_comes_is_dropped_itself_when_all_that_is_there_is_more_important()
    {
        var buffer = Open(limit: 6_000);
        buffer.Append([Some(Rank.Error, 0), Some(Rank.Error, 1), Some(Rank.Error, 2)], []);
        buffer.Append([Some(Rank.Low, 3)], []);
        Assert.Equal(["Error 0", "Error 1", "Error 2"], Minutes(buffer));
    }

    [Fact]
    public void What_was_dropped_is_counted_with_its_times_and_told_once_also_after_a_restart()
    {
        var buffer = Open(limit: 4_000);
        buffer.Append([.. Enumerable.Range(0, 6).Select(minute => Some(minute == 2 ? Rank.Warning : Rank.Low, minute))], []);
        buffer = Open(limit: 4_000);
        var gap = buffer.Gap!;
        Assert.Equal((4, 4, 0, 0), (buffer.Dropped, gap.Low, gap.Warnings, gap.Errors));
        Assert.Equal((Start, Start.AddMinutes(4)), (gap.From, gap.To));
        buffer.Tell(gap, Some(Rank.Error, 9));
        buffer.Tell(gap, Some(Rank.Error, 9));
        Assert.Null(buffer.Gap);
        Assert.Single(Minutes(buffer), "Error 9");
        buffer = Open(limit: 4_000);
        Assert.Null(buffer.Gap);
        Assert.Equal(4, buffer.Dropped);
    }

    [Fact]
    public void What_is_being_sent_is_not_dropped()
    {
        var buffer = Open(limit: 4_000);
        buffer.Append([Some(Rank.Low, 0), Some(Rank.Low, 1)], []);
        var taken = buffer.Take(0, 1, int.MaxValue);
        buffer.Append([Some(Rank.Error, 2)], []);
        buffer.Complete(taken, []);
        Assert.Equal(["Error 2"], Minutes(buffer));
        Assert.Equal(1, buffer.Dropped);
        Assert.Equal(1, buffer.Events);
    }

    [Fact]
    public void Events_stay_until_they_are_completed_and_counts_are_right_after_a_restart()
    {
        var buffer = Open(limit: 100_000);
        buffer.Append([Some(Rank.Low, 0), Some(Rank.Error, 1), Some(Rank.Low, 2)], []);
        var taken = buffer.Take(0, 2, int.MaxValue);
        buffer.Release();
        Assert.Equal(2, taken.Count);
        buffer = Open(limit: 100_000);
        Assert.Equal((3, 6_000), (buffer.Events, buffer.Bytes));
        buffer.Complete(buffer.Take(0, 2, int.MaxValue), [Some(Rank.Low, 7)]);
        Assert.Equal(["Low 2", "Low 7"], Minutes(buffer));
        Assert.Equal((2, 4_000), (buffer.Events, buffer.Bytes));
    }

    [Fact]
    public void A_batch_has_so_many_events_and_bytes_and_at_least_one_segment()
    {
        var buffer = Open(limit: 100_000);
        buffer.Append([.. Enumerable.Range(0, 5).Select(minute => Some(Rank.Low, minute))], []);
        Assert.Equal(3, buffer.Take(0, 3, int.MaxValue).Count);
        Assert.Equal(2, buffer.Take(0, 500, 250).Count);
        Assert.Single(buffer.Take(0, 0, 0));
    }

    [Fact]
    public void A_second_agent_on_the_same_folder_is_refused_by_name()
    {
        using var first = BufferFolder.Open(folder.FullName);
        var refusal = Assert.Throws<AgentFailure>(() => BufferFolder.Open(folder.FullName));
        Assert.Contains($"process {Environment.ProcessId}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("buffer.folder", refusal.Message, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.FullName));
    }

    private BufferStore Open(long limit)
    {
        store?.Dispose();
        return store = new BufferStore(BufferDatabase.Open(Path.Combine(folder.FullName, "buffer.db")), limit);
    }

    /// <summary>One event of 100 bytes that takes 2,000.</summary>
    private static Segment Some(Rank rank, int minute) => new(rank, 1, 100, Start.AddMinutes(minute), Start.AddMinutes(minute), Encoding.ASCII.GetBytes(new string('x', 2_000)));

    private static List<string> Minutes(BufferStore buffer)
    {
        var all = buffer.Take(0, int.MaxValue, int.MaxValue);
        buffer.Release();
        return all.ConvertAll(segment => $"{segment.Rank} {segment.First.Minute}");
    }
}
