using NotiLog.Common;
using NotiLog.Notifications.Replay;
using NotiLog.Routing;

namespace NotiLog.Tests.Notifications.Replay;

public sealed class ReplayedGroupsTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-11-23T10:00:00Z", null);
    private static readonly Guid Group = Guid.Parse("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Other = Guid.Parse("00000000-0000-0000-0000-000000000002");

    private static ReplayedGroups Groups(int wait = 0, string[]? each = null, double fromMinute = 0, double toMinute = 60) => new(
        [new(new Route("r", [], false, ["ops"], [], TimeSpan.FromSeconds(wait), TimeSpan.FromMinutes(1), true), each is null ? ["ops"] : [], each ?? [])],
        Start.AddMinutes(fromMinute),
        Start.AddMinutes(toMinute));

    private static Guid Batch(double second) => Uuid7.Derive(Start.AddSeconds(second), $"{second}");

    private static string Told(ReplayedGroups groups, params double[] seconds)
    {
        foreach (var second in seconds)
            groups.Receive(new(Batch(second), 0, Group), 1);
        groups.AdvanceTo(Start.AddHours(1));
        return $"{groups.Counts[0].Notifications} of {groups.Counts[0].Events}";
    }

    [Fact]
    public void The_first_batch_is_told_at_once_and_the_others_at_the_window_s_end() => Assert.Equal("2 of 4", Told(Groups(), 0, 1, 2, 59));

    [Fact]
    public void A_batch_at_the_window_s_end_opens_a_quiet_group_anew_and_waits_in_the_next_window_of_another()
    {
        Assert.Equal("2 of 2", Told(Groups(), 0, 60));
        Assert.Equal("3 of 3", Told(Groups(), 0, 1, 60));
        Assert.Equal("3 of 4", Told(Groups(), 0, 1, 60, 119));
    }

    [Fact]
    public void The_group_wait_gathers_before_the_first_is_told()
    {
        Assert.Equal("1 of 3", Told(Groups(wait: 10), 0, 5, 9));
        Assert.Equal("2 of 3", Told(Groups(wait: 10), 0, 5, 10));
        Assert.Equal("2 of 3", Told(Groups(wait: 10), 0, 5, 70));
    }

    [Fact]
    public void Channels_that_want_each_event_are_told_of_every_batch() => Assert.Equal("3 of 3", Told(Groups(each: ["log"]), 0, 1, 2));

    [Fact]
    public void Only_what_is_told_in_the_range_counts()
    {
        Assert.Equal("1 of 2", Told(Groups(fromMinute: 1, toMinute: 2), 0, 1, 2));
        Assert.Equal("1 of 1", Told(Groups(toMinute: 1), 0, 1));
        Assert.Equal("0 of 0", Told(Groups(toMinute: 1), 60, 61));
    }

    [Fact]
    public void What_was_told_before_the_range_says_which_window_is_open()
    {
        var groups = Groups(fromMinute: 1);
        groups.Begin(new("r", Group, Start.AddSeconds(20), Batch(19)));
        groups.Begin(new("r", Group, Start.AddSeconds(30), Batch(30)));
        groups.Begin(new("r", Group, Start.AddSeconds(10), Batch(9)));
        groups.Begin(new("unknown", Other, Start.AddSeconds(30), Batch(30)));
        Assert.Equal("1 of 2", Told(groups, 20, 30, 31, 89));
    }

    [Fact]
    public void What_is_restored_goes_on_as_if_nothing_had_been()
    {
        var (whole, first, second) = (Groups(), Groups(), Groups());
        foreach (var groups in (ReplayedGroups[])[whole, first])
            groups.Receive(new(Batch(0), 0, Group), 3);
        foreach (var groups in (ReplayedGroups[])[whole, first])
            groups.Receive(new(Batch(1), 0, Group), 4);
        second.Restore(first.Matched, first.Counts, first.Windows);
        Assert.Equal(Told(whole, 50, 200), Told(second, 50, 200));
        Assert.Equal("3 of 9", Told(second));
    }

    [Fact]
    public void Groups_that_have_closed_are_forgotten()
    {
        var groups = Groups();
        groups.Receive(new(Batch(0), 0, Group), 1);
        groups.Receive(new(Batch(1), 0, Other), 1);
        groups.Receive(new(Batch(30), 0, Other), 1);
        groups.AdvanceTo(Start.AddSeconds(61));
        Assert.Equal([Other], groups.Windows.Select(window => window.Group));
    }
}
