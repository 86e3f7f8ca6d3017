using NotiLog.Tests.Routing;

namespace NotiLog.Tests.Notifications;

public sealed class ChannelDirectoryTests : IDisposable
{
    private readonly RoutingParts parts = new();

    [Fact]
    public async Task A_change_is_seen_at_once_here_and_after_5_s_elsewhere()
    {
        var other = parts.Another();
        Assert.Null(await parts.Here.Directory.FindAsync("ops", parts.None));
        Assert.Null(await other.Directory.FindAsync("ops", parts.None));
        await parts.Here.PutChannelAsync("ops");
        Assert.Equal("ops", (await parts.Here.Directory.FindAsync("ops", parts.None))?.Name);
        Assert.Null(await other.Directory.FindAsync("ops", parts.None));
        parts.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("1", (await other.Directory.FindAsync("ops", parts.None))?.Settings.GetProperty("to").GetString());
        await parts.Here.ChannelEditor.DeleteAsync("ops", "ann", parts.None);
        Assert.Null(await parts.Here.Directory.FindAsync("ops", parts.None));
    }

    [Fact]
    public async Task Channels_stay_known_while_storage_does_not_answer()
    {
        await parts.Here.PutChannelAsync("ops");
        Assert.NotNull(await parts.Here.Directory.FindAsync("ops", parts.None));
        parts.Tables.Down = true;
        parts.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.NotNull(await parts.Here.Directory.FindAsync("ops", parts.None));
    }

    public void Dispose() => parts.Dispose();
}
