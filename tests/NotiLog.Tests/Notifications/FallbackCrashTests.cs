using NotiLog.Notifications;
using NotiLog.Schedule;

namespace NotiLog.Tests.Notifications;

public sealed class FallbackCrashTests
{
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(25);

    /// <summary>Kills the process after each write in turn, from the queue message on or from what comes <paramref name="then"/>, until one run needs no more writes.</summary>
    private static async Task CrashEverywhereAsync(Func<ChainParts, Task> script, string expected, int sends, Func<ChainParts, Task>? then = null)
    {
        for (var writes = 0; ; writes++)
        {
            await using var chain = new ChainParts();
            await script(chain);
            var outgoing = await chain.RoutedAsync();
            if (then is not null)
                await chain.App.DrainAsync(outgoing);
            chain.App.Tables.CommitsUntilCrash = writes;
            await Assert.ThrowsAnyAsync<InvalidOperationException>(async () =>
            {
                await (then is null ? chain.App.DrainAsync(outgoing) : then(chain));
                throw new InvalidOperationException("the end");
            });
            var crashed = chain.App.Tables.CommitsUntilCrash == 0;
            chain.App.Tables.CommitsUntilCrash = null;
            await using var restarted = chain.App.NewInstance();
            await chain.App.PassAsync(restarted);
            await chain.LetGoByAsync(Settled, TimeSpan.FromMinutes(1), restarted);

            Assert.True(expected == await chain.StatesAsync(), $"after {writes} writes: {await chain.StatesAsync()} ({string.Join("; ", (await chain.App.DeliveriesAsync()).Select(d => $"{d.Channel} {d.Fallback} {d.Error}"))})");
            Assert.True(chain.App.Transport.Sent.Count - sends is 0 or 1, $"after {writes} writes: {chain.Sends()}");
            if (!crashed)
                return;
        }
    }

    [Fact]
    public Task A_takeover_survives_a_crash_after_any_write() => CrashEverywhereAsync(
        async chain =>
        {
            await chain.ChainAsync("ab");
            chain.Answers["a"] = ChainParts.Refused("no");
        },
        "a:superseded b:delivered",
        sends: 2);

    [Fact]
    public Task A_chain_survives_a_crash_after_any_write() => CrashEverywhereAsync(
        async chain =>
        {
            await chain.ChainAsync();
            chain.Answers["a"] = ChainParts.Refused("no");
            chain.Answers["b"] = ChainParts.Refused("neither");
        },
        "a:superseded b:superseded c:delivered",
        sends: 3);

    [Fact]
    public Task The_failure_of_a_chain_survives_a_crash_after_any_write() => CrashEverywhereAsync(
        async chain =>
        {
            await chain.ChainAsync();
            foreach (var name in (string[])["a", "b", "c"])
                chain.Answers[name] = ChainParts.Refused("no");
        },
        "a:failed b:failed c:failed",
        sends: 3);

    [Fact]
    public Task A_takeover_by_time_and_the_resumption_survive_a_crash_after_any_write()
    {
        return CrashEverywhereAsync(
            async chain =>
            {
                await chain.ChainAsync("ab");
                chain.Answers["b"] = ChainParts.Refused("no");
                chain.App.Transport.Answer = request => request.Channel.Name == "b" ? chain.Answers["b"]
                    : chain.App.Transport.Sent.Count(sent => sent.Channel.Name == "a") == 1 ? new SendOutcome.Retry(TimeSpan.FromHours(1), "429") : null;
            },
            "a:delivered b:failed",
            sends: 3,
            chain =>
            {
                chain.App.Time.Advance(TimeSpan.FromMinutes(5));
                return chain.App.PassAsync();
            });
    }

    [Fact]
    public async Task Two_instances_at_once_take_over_once()
    {
        for (var round = 0; round < 20; round++)
        {
            await using var chain = new ChainParts();
            await chain.ChainAsync();
            chain.Answers["a"] = new SendOutcome.Retry(TimeSpan.FromHours(1), "429");
            chain.Answers["b"] = ChainParts.Refused("no");
            await chain.TellAsync();
            await using var other = chain.App.NewInstance(alone: false);
            chain.App.Time.Advance(TimeSpan.FromMinutes(5));

            await Task.WhenAll(Task.Run(() => chain.App.PassAsync()), Task.Run(() => chain.App.PassAsync(other)));

            Assert.Equal("a:superseded b:superseded c:delivered", await chain.StatesAsync());
            Assert.Equal("a1 b1 c1", chain.Sends());
        }
    }

    [Fact]
    public async Task Two_instances_that_settle_the_recipients_of_a_fallback_at_once_let_the_first_resume_once()
    {
        for (var round = 0; round < 20; round++)
        {
            await using var chain = new ChainParts();
            await chain.App.ChannelAsync("b", """{"type":"scripted","scripted":{"to":["b1","b2","b3"]}}""");
            await chain.App.ChannelAsync("a", """{"type":"scripted","scripted":{"to":["a1"]},"fallback":"b"}""");
            await chain.App.RouteAsync("""[{"name":"errors","match":["level>=error"],"channels":["a"]}]""");
            chain.Answers["a"] = new SendOutcome.Retry(TimeSpan.FromHours(1), "429");
            chain.Answers["b"] = ChainParts.Refused("no");
            await chain.TellAsync();
            chain.Answers.Remove("a");
            await using var other = chain.App.NewInstance(alone: false);
            chain.App.Time.Advance(TimeSpan.FromMinutes(5));
            var outgoing = new Outgoing();
            await chain.App.Get<DispatchPass>().RunAsync(outgoing, CancellationToken.None);

            await Task.WhenAll(Task.Run(() => chain.App.DrainAsync(outgoing)), Task.Run(() => chain.App.DrainAsync(outgoing, other)));

            Assert.Equal("a:delivered b:failed b:failed b:failed", await chain.StatesAsync());
            Assert.Equal("a2 b3", chain.Sends());
        }
    }
}
