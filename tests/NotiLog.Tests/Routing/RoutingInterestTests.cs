using NotiLog.Tables;

namespace NotiLog.Tests.Routing;

public sealed class RoutingInterestTests : IDisposable
{
    private const string All = """{"name":"all","match":[],"channels":[]}""";

    private readonly RoutingParts parts = new();

    [Fact]
    public async Task A_new_version_is_in_force_at_once_where_it_was_written()
    {
        Assert.Equal(0, await VersionAsync(parts.Here));
        await parts.Here.PutRoutesAsync(All);
        Assert.Equal(1, await VersionAsync(parts.Here));
        await parts.Here.PutRoutesAsync(All);
        Assert.Equal(2, await VersionAsync(parts.Here));
    }

    [Fact]
    public async Task A_new_version_is_in_force_elsewhere_when_what_is_known_is_5_s_old()
    {
        var other = parts.Another();
        Assert.Equal(0, await VersionAsync(other));
        await parts.Here.PutRoutesAsync(All);
        parts.Time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal(0, await VersionAsync(other));
        parts.Time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(1, await VersionAsync(other));
    }

    [Fact]
    public async Task A_fresh_version_is_not_asked_for_again()
    {
        await parts.Here.PutRoutesAsync(All);
        await VersionAsync(parts.Here);
        var before = parts.Tables.Reads;
        for (var i = 0; i < 100; i++)
            await VersionAsync(parts.Here);
        Assert.Equal(before, parts.Tables.Reads);
        parts.Time.Advance(TimeSpan.FromSeconds(6));
        await VersionAsync(parts.Here);
        Assert.Equal(before + 1, parts.Tables.Reads);
    }

    [Fact]
    public async Task The_old_version_stays_while_storage_does_not_answer()
    {
        await parts.Here.PutRoutesAsync(All);
        var other = parts.Another();
        Assert.Equal(1, await VersionAsync(other));
        await parts.Here.PutRoutesAsync(All);
        parts.Tables.Down = true;
        parts.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await VersionAsync(other));
        parts.Tables.Down = false;
        parts.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, await VersionAsync(other));
    }

    [Fact]
    public async Task Without_storage_and_without_a_version_known_it_throws()
    {
        parts.Tables.Down = true;
        await Assert.ThrowsAsync<TablesUnavailableException>(() => VersionAsync(parts.Here));
        parts.Tables.Down = false;
        Assert.Equal(0, await VersionAsync(parts.Here));
    }

    [Fact]
    public async Task A_batch_gets_the_version_it_was_received_under()
    {
        for (var i = 1; i <= 20; i++)
            await parts.Here.PutRoutesAsync($$"""{"name":"r{{i}}","match":[],"channels":[]}""");
        var other = parts.Another();
        for (var i = 1; i <= 20; i++)
        {
            var compiled = await other.Interest.CompiledAsync(i, parts.None);
            Assert.Equal((i, $"r{i}"), (compiled.Version, compiled.Document.Routes[0].Name));
        }

        Assert.Empty((await other.Interest.CompiledAsync(0, parts.None)).Document.Routes);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await other.Interest.CompiledAsync(21, parts.None));
    }

    [Fact]
    public async Task The_16_versions_used_last_are_not_read_again()
    {
        for (var i = 1; i <= 17; i++)
            await parts.Here.PutRoutesAsync(All);
        var interest = parts.Another().Interest;
        for (var i = 1; i <= 16; i++)
            await interest.CompiledAsync(i, parts.None);
        await interest.CompiledAsync(1, parts.None);
        Assert.Equal(1, await ReadsAfterAsync(async () => await interest.CompiledAsync(17, parts.None)));
        Assert.Equal(0, await ReadsAfterAsync(async () => await interest.CompiledAsync(1, parts.None)));
        Assert.Equal(1, await ReadsAfterAsync(async () => await interest.CompiledAsync(2, parts.None)));
    }

    public void Dispose() => parts.Dispose();

    private async Task<int> VersionAsync(RoutingParts.Instance instance) => (await instance.Interest.CurrentAsync(parts.None)).Version;

    private async Task<int> ReadsAfterAsync(Func<Task> act)
    {
        var before = parts.Tables.Reads;
        await act();
        return parts.Tables.Reads - before;
    }
}
