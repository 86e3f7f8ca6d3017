using NotiLog.Notifications;

namespace NotiLog.Tests.Notifications;

public sealed class FallbackTests : IAsyncDisposable
{
    private static readonly TimeSpan FallbackAfter = TimeSpan.FromMinutes(5);

    private readonly ChainParts chain = new();

    public ValueTask DisposeAsync() => chain.DisposeAsync();

    [Fact]
    public async Task A_rejection_is_taken_over_at_once_and_superseded_when_the_fallback_delivered()
    {
        await chain.ChainAsync("ab");
        chain.Answers["a"] = ChainParts.Refused("403 bot was blocked");

        await chain.TellAsync();

        Assert.Equal("a:superseded b:delivered", await chain.StatesAsync());
        Assert.Equal("a1 b1", chain.Sends());
        var first = await chain.OfAsync("a");
        var second = await chain.OfAsync("b");
        Assert.Equal(("b", "403 bot was blocked", "a"), (first.TakenOver!.Channel, first.Error, second.FallbackOf));
        Assert.Equal([second.Id], first.TakenOver.Deliveries);
        await chain.LetGoByAsync(2 * FallbackAfter);
        Assert.Equal("a1 b1", chain.Sends());
    }

    [Fact]
    public async Task Giving_up_is_taken_over_at_once()
    {
        await chain.ChainAsync("ab");
        chain.Answers["a"] = new SendOutcome.Retry(null, "500");
        var outgoing = await chain.RoutedAsync();
        await chain.App.Get<DeliveryStore>().UpdateAsync(await chain.OfAsync("a") with { Attempts = 7 }, CancellationToken.None);

        await chain.App.DrainAsync(outgoing);

        Assert.Equal("a:superseded b:delivered", await chain.StatesAsync());
        Assert.Equal("given up after 8 attempts: 500", (await chain.OfAsync("a")).Error);
    }

    [Fact]
    public async Task What_has_not_been_delivered_in_time_is_taken_over_and_sends_nothing_more()
    {
        await chain.ChainAsync("ab");
        chain.Answers["a"] = new SendOutcome.Retry(TimeSpan.FromMinutes(20), "429");
        await chain.TellAsync();
        chain.App.Time.Advance(FallbackAfter - TimeSpan.FromSeconds(1));
        await chain.App.PassAsync();
        Assert.Equal("a:retrying", await chain.StatesAsync());

        chain.App.Time.Advance(TimeSpan.FromSeconds(1));
        await chain.App.PassAsync();

        Assert.Equal("a:superseded b:delivered", await chain.StatesAsync());
        await chain.LetGoByAsync(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(1));
        Assert.Equal("a1 b1", chain.Sends());
    }

    [Fact]
    public async Task While_the_fallback_tries_the_first_waits()
    {
        await chain.ChainAsync("ab");
        chain.Answers["a"] = new SendOutcome.Retry(TimeSpan.FromMinutes(6), "429");
        chain.Answers["b"] = new SendOutcome.Retry(TimeSpan.FromMinutes(2), "451");
        await chain.TellAsync();
        await chain.LetGoByAsync(FallbackAfter + TimeSpan.FromSeconds(70));
        var first = await chain.OfAsync("a");
        Assert.Equal((DeliveryStatus.Retrying, null, "429", 1), (first.Status, first.NextAttemptAt, first.Error, first.Attempts));
        Assert.Equal("a1 b1", chain.Sends());

        chain.Answers.Remove("b");
        await chain.LetGoByAsync(TimeSpan.FromMinutes(2));
        Assert.Equal("a:superseded b:delivered", await chain.StatesAsync());
        Assert.Equal("a1 b2", chain.Sends());
    }

    [Fact]
    public async Task A_chain_goes_on_until_somebody_delivers()
    {
        await chain.ChainAsync();
        chain.Answers["a"] = ChainParts.Refused("no");
        chain.Answers["b"] = ChainParts.Refused("neither");

        await chain.TellAsync();

        Assert.Equal("a:superseded b:superseded c:delivered", await chain.StatesAsync());
        Assert.Equal("a1 b1 c1", chain.Sends());
    }

    [Fact]
    public async Task When_the_whole_chain_fails_a_rejected_first_stays_failed_and_it_shows()
    {
        await chain.ChainAsync();
        foreach (var name in (string[])["a", "b", "c"])
            chain.Answers[name] = ChainParts.Refused($"{name} refused");

        await chain.TellAsync();

        Assert.Equal("a:failed b:failed c:failed", await chain.StatesAsync());
        Assert.Equal("b refused; the fallback c failed too: c refused", (await chain.OfAsync("b")).Error);
        Assert.Equal("a refused; the fallback b failed too: b refused; the fallback c failed too: c refused", (await chain.OfAsync("a")).Error);
        await chain.LetGoByAsync(TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));
        Assert.Equal("a1 b1 c1", chain.Sends());
    }

    [Fact]
    public async Task When_the_whole_chain_fails_a_first_with_attempts_left_resumes()
    {
        await chain.ChainAsync();
        chain.Answers["a"] = new SendOutcome.Retry(TimeSpan.FromHours(2), "429");
        chain.Answers["b"] = ChainParts.Refused("b refused");
        chain.Answers["c"] = ChainParts.Refused("c refused");
        await chain.TellAsync();
        chain.App.Transport.Answer = request => request.Channel.Name == "a" ? null : chain.Answers[request.Channel.Name];

        await chain.LetGoByAsync(FallbackAfter);

        Assert.Equal("a:delivered b:failed c:failed", await chain.StatesAsync());
        Assert.Equal("a2 b1 c1", chain.Sends());
    }

    [Fact]
    public async Task A_fallback_that_hangs_is_taken_over_by_its_own_and_in_the_end_the_first_resumes()
    {
        await chain.ChainAsync();
        foreach (var name in (string[])["a", "b", "c"])
            chain.Answers[name] = new SendOutcome.Retry(TimeSpan.FromHours(3), $"{name} hangs");
        await chain.TellAsync();
        await chain.LetGoByAsync(2 * FallbackAfter);
        Assert.Equal("a1 b1 c1", chain.Sends());
        Assert.All(await chain.App.DeliveriesAsync(), delivery => Assert.Equal(delivery.Channel == "c", delivery.NextAttemptAt is not null));

        chain.Answers.Remove("a");
        await chain.LetGoByAsync(FallbackAfter);

        var first = await chain.OfAsync("a");
        Assert.Equal(DeliveryStatus.Delivered, first.Status);
        Assert.Equal("a:delivered b:superseded c:superseded", await chain.StatesAsync());
        await chain.LetGoByAsync(TimeSpan.FromHours(6), TimeSpan.FromMinutes(10));
        Assert.Equal(2, chain.App.Transport.Sent.Count(sent => sent.Channel.Name == "a"));
        Assert.Equal(1, chain.App.Transport.Sent.Count(sent => sent.Channel.Name == "c"));
    }

    [Fact]
    public async Task Two_that_fall_back_on_the_same_channel_share_one_delivery()
    {
        await chain.App.ChannelAsync("mail", """{"type":"scripted","scripted":{"to":["m1","m2"]}}""");
        await chain.App.ChannelAsync("a", """{"type":"scripted","scripted":{"to":["a1","a2"]},"fallback":"mail"}""");
        await chain.App.ChannelAsync("b", """{"type":"scripted","scripted":{"to":["b1"]},"fallback":"mail"}""");
        await chain.App.RouteAsync("""[{"name":"errors","match":["level>=error"],"channels":["a","b"]}]""");
        chain.Answers["a"] = chain.Answers["b"] = ChainParts.Refused("no");

        await chain.TellAsync();

        Assert.Equal("a:superseded a:superseded b:superseded mail:delivered mail:delivered", await chain.StatesAsync());
        Assert.Equal("a2 b1 mail2", chain.Sends());
    }

    [Fact]
    public async Task A_route_that_names_a_channel_and_its_fallback_sends_each_once()
    {
        await chain.ChainAsync("ab", "a", "b");
        chain.Answers["a"] = ChainParts.Refused("no");

        await chain.TellAsync();

        Assert.Equal("a:superseded b:delivered", await chain.StatesAsync());
        Assert.Equal("a1 b1", chain.Sends());
    }

    [Fact]
    public async Task A_first_that_delivers_leaves_alone_what_a_route_wants_told_as_well()
    {
        await chain.ChainAsync("ab", "a", "b");
        chain.Answers["a"] = new SendOutcome.Retry(TimeSpan.FromHours(3), "429");
        chain.Answers["b"] = new SendOutcome.Retry(TimeSpan.FromMinutes(30), "451");
        await chain.TellAsync();
        chain.Answers.Clear();
        await chain.LetGoByAsync(2 * FallbackAfter);
        Assert.Equal("a:delivered b:retrying", await chain.StatesAsync());

        await chain.LetGoByAsync(TimeSpan.FromMinutes(30));
        Assert.Equal("a:delivered b:delivered", await chain.StatesAsync());
    }

    [Fact]
    public async Task Any_recipient_of_the_fallback_is_enough_and_the_others_are_told_too()
    {
        await chain.App.ChannelAsync("mail", """{"type":"scripted","scripted":{"to":["m1","m2"]}}""");
        await chain.App.ChannelAsync("a", """{"type":"scripted","scripted":{"to":["a1"]},"fallback":"mail"}""");
        await chain.App.RouteAsync("""[{"name":"errors","match":["level>=error"],"channels":["a"]}]""");
        chain.App.Transport.Answer = request => request.Recipient switch
        {
            "a1" => ChainParts.Refused("no"),
            "m1" when chain.App.Transport.Sent.Count(s => s.Recipient == "m1") < 4 => ChainParts.Later("451"),
            _ => null,
        };

        await chain.TellAsync();
        Assert.Equal("a:superseded mail:delivered mail:retrying", string.Join(' ', (await chain.App.DeliveriesAsync()).Select(d => $"{d.Channel}:{d.Status.Name()}").Order()));
        await chain.LetGoByAsync(TimeSpan.FromMinutes(2));
        Assert.Equal("a:superseded mail:delivered mail:delivered", await chain.StatesAsync());
    }

    [Fact]
    public async Task A_fallback_that_is_disabled_counts_as_failed_at_once()
    {
        await chain.ChainAsync();
        await chain.App.ChannelAsync("b", """{"type":"scripted","scripted":{"to":["to-b"]},"fallback":"c","enabled":false}""");
        chain.Answers["a"] = ChainParts.Refused("no");
        await chain.TellAsync();
        Assert.Equal("a:superseded c:delivered", await chain.StatesAsync());
        Assert.Equal("no; the fallback b is disabled", (await chain.OfAsync("a")).Error);
    }

    [Fact]
    public async Task Without_a_usable_fallback_an_open_delivery_goes_on_alone()
    {
        await chain.ChainAsync("ab");
        await chain.App.ChannelAsync("b", """{"type":"scripted","scripted":{"to":["to-b"]},"enabled":false}""");
        chain.Answers["a"] = new SendOutcome.Retry(TimeSpan.FromMinutes(6), "429");
        await chain.TellAsync();
        chain.Answers.Clear();
        await chain.LetGoByAsync(TimeSpan.FromMinutes(7));
        Assert.Equal("a:delivered", await chain.StatesAsync());
        Assert.Equal("a2", chain.Sends());
    }

    [Fact]
    public async Task What_is_being_sent_when_its_time_ends_is_not_taken_over()
    {
        await chain.ChainAsync("ab");
        var answers = new Queue<object>([
            new SendOutcome.Retry(FallbackAfter - TimeSpan.FromSeconds(1), "429"),
            (Func<Task>)(async () =>
            {
                chain.App.Time.Advance(TimeSpan.FromSeconds(20));
                await chain.App.PassAsync();
            })]);
        chain.App.Transport.Answer = _ => answers.Dequeue();
        await chain.TellAsync();
        chain.App.Time.Advance(FallbackAfter - TimeSpan.FromSeconds(1));
        await chain.App.PassAsync();

        Assert.Equal("a:delivered", await chain.StatesAsync());
        await chain.LetGoByAsync(2 * FallbackAfter);
        Assert.Equal("a2", chain.Sends());
    }

    [Fact]
    public async Task What_is_being_sent_when_its_time_ends_is_taken_over_as_soon_as_the_send_fails()
    {
        await chain.ChainAsync("ab");
        var answers = new Queue<object>([
            new SendOutcome.Retry(FallbackAfter - TimeSpan.FromSeconds(1), "429"), new SendOutcome.Retry(TimeSpan.FromHours(1), "429"), new SendOutcome.Delivered("1", "ok")]);
        chain.App.Transport.Answer = request =>
        {
            if (chain.App.Transport.Sent.Count == 2)
                chain.App.Time.Advance(TimeSpan.FromSeconds(20));
            return answers.Dequeue();
        };
        await chain.TellAsync();
        chain.App.Time.Advance(FallbackAfter - TimeSpan.FromSeconds(1));
        await chain.App.PassAsync();

        Assert.Equal("a:superseded b:delivered", await chain.StatesAsync());
    }

    [Fact]
    public async Task A_channel_without_fallback_costs_five_writes_per_delivery()
    {
        await chain.ChainAsync("a");
        var outgoing = await chain.RoutedAsync();
        chain.App.Tables.Commits.Clear();
        await chain.App.DrainAsync(outgoing);
        Assert.Equal(5, chain.App.Tables.Commits.Count);
    }
}
