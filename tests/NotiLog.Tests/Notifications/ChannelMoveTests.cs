using NotiLog.Notifications;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Notifications;

public sealed class ChannelMoveTests : IAsyncDisposable
{
    private const string Error = """{"level":"error","message":"m"}""";

    private readonly AppParts app = new();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task RouteAsync()
    {
        await app.ChannelAsync("chat", """{"type":"scripted","scripted":{"to":["-1"]}}""");
        await app.ChannelAsync("same", """{"type":"scripted","scripted":{"to":["-1"]},"language":"ru"}""");
        await app.ChannelAsync("other", """{"type":"scripted","scripted":{"to":["-2"]}}""");
        await app.RouteAsync("""[{"name":"errors","match":["level>=error"],"channels":["chat"]}]""");
        app.Transport.Answer = request => request.Recipient == "-1" ? new SendOutcome.Delivered("1", "moved") { MovedTo = "-1001" } : null;
    }

    private async Task<string> RecipientsAsync() => string.Join(' ', (await app.Get<ChannelStore>().ListAsync(CancellationToken.None))
        .Where(stored => stored.Channel.Name != "ops").Select(stored => $"{stored.Channel.Name}:{app.Transport.Recipients(stored.Channel.Settings)[0]}"));

    [Fact]
    public async Task A_recipient_that_moved_is_stored_in_all_channels_that_name_it()
    {
        await RouteAsync();
        await app.TellAsync(await app.IngestAsync(Error));

        Assert.Equal("chat:-1001 other:-2 same:-1001", await RecipientsAsync());
        Assert.Equal("ru", (await app.Get<ChannelStore>().GetAsync("same", CancellationToken.None))!.Channel.Language);
        Assert.Equal("-1", (await app.DeliveriesAsync())[0].Recipient);
        await app.TellAsync(await app.IngestAsync(Error));
        await app.EndWindowAsync();
        Assert.Equal(["-1", "-1001"], app.Transport.Sent.Select(sent => sent.Recipient));
    }

    [Fact]
    public async Task A_move_is_told_as_every_change_of_a_channel_is()
    {
        await RouteAsync();
        await app.TellAsync(await app.IngestAsync(Error));
        app.Time.Advance(TimeSpan.FromMinutes(2));
        await app.PassAsync();

        var told = await app.ListAsync(("kind", "audit"), ("q", "moved"), ("order", "asc"));
        Assert.Equal(["channel chat moved by scripted", "channel same moved by scripted"], told.Select(e => e.Message).Order());
    }

    [Fact]
    public async Task What_a_crash_kept_from_being_stored_the_next_delivery_stores()
    {
        await RouteAsync();
        app.Tables.BeforeCommitTo = ("channels", () => throw new NotiLog.Tables.TablesUnavailableException("down"));
        await app.TellAsync(await app.IngestAsync(Error));
        Assert.Equal("chat:-1 other:-2 same:-1", await RecipientsAsync());

        await app.TellAsync(await app.IngestAsync(Error));
        await app.EndWindowAsync();
        Assert.Equal("chat:-1001 other:-2 same:-1001", await RecipientsAsync());
    }

    [Fact]
    public async Task A_channel_changed_at_the_same_time_keeps_the_change()
    {
        await RouteAsync();
        app.Tables.BeforeCommitTo = ("channels", () => app.ChannelAsync("chat", """{"type":"scripted","scripted":{"to":["-1"]},"timeZone":"Europe/Moscow"}"""));
        await app.TellAsync(await app.IngestAsync(Error));

        Assert.Equal("chat:-1001 other:-2 same:-1001", await RecipientsAsync());
        Assert.Equal("Europe/Moscow", (await app.Get<ChannelStore>().GetAsync("chat", CancellationToken.None))!.Channel.TimeZone);
    }
}
