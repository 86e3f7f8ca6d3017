using System.Text.Json;
using NotiLog.Common;
using NotiLog.Notifications;
using NotiLog.Requests;
using NotiLog.Schedule;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Notifications;

public sealed class DeliveryRetryTests : IAsyncDisposable
{
    private readonly ChainParts chain = new();

    private AppParts App => chain.App;

    public ValueTask DisposeAsync() => chain.DisposeAsync();

    private async Task<Delivery> FailedAsync(string names = "a")
    {
        await chain.ChainAsync(names);
        chain.Answers["a"] = ChainParts.Refused("403");
        await chain.TellAsync();
        return await chain.OfAsync("a");
    }

    private async Task<Result<Delivery>> RetryAsync(Guid id, IServiceProvider? instance = null)
    {
        var outgoing = new Outgoing();
        var retry = instance is null ? App.Get<DeliveryRetry>() : (DeliveryRetry)instance.GetService(typeof(DeliveryRetry))!;
        var retried = await retry.RetryAsync(id, outgoing, CancellationToken.None);
        await App.DrainAsync(outgoing, instance);
        return retried;
    }

    private async Task<int> RetryAllAsync(string body) =>
        await App.Get<RetryJobs>().StartAsync(RetryJobs.Read(JsonElement.Parse(body)).Value, CancellationToken.None);

    [Fact]
    public async Task A_failed_delivery_is_tried_again_by_a_new_one_and_stays_as_it_was()
    {
        var failed = await FailedAsync();
        chain.Answers.Clear();
        App.Time.Advance(TimeSpan.FromHours(30));

        var retried = (await RetryAsync(failed.Id)).Value;

        Assert.Equal((failed.Id, 0, App.Time.GetUtcNow()), (retried.RetryOf, retried.Attempts, retried.CreatedAt));
        var told = await App.Get<TellingReader>().FindAsync(failed.NotificationId, CancellationToken.None);
        var old = Assert.Single(told!.Deliveries, d => d.Id == failed.Id);
        var now = Assert.Single(told.Deliveries, d => d.Id == retried.Id);
        Assert.Equal((DeliveryStatus.Failed, "403", retried.Id), (old.Status, old.Error, old.RetriedBy));
        Assert.Equal((DeliveryStatus.Delivered, 1), (now.Status, now.Attempts));
    }

    [Fact]
    public async Task Two_operators_at_once_make_one_and_are_answered_the_same()
    {
        var failed = await FailedAsync();
        await using var other = App.NewInstance();

        var answers = await Task.WhenAll(Task.Run(() => RetryAsync(failed.Id)), Task.Run(() => RetryAsync(failed.Id, other)));
        var third = await RetryAsync(failed.Id);

        Assert.Single(answers.Append(third).Select(answer => answer.Value.Id).Distinct());
        Assert.Equal("a2", chain.Sends());
    }

    [Fact]
    public async Task Delivered_and_open_ones_are_refused_with_the_reason()
    {
        await chain.ChainAsync("a");
        await chain.TellAsync();
        Assert.Equal(ProblemKind.Conflict, (await RetryAsync((await chain.OfAsync("a")).Id)).Problem!.Kind);
        Assert.Equal(ProblemKind.NotFound, (await RetryAsync(Uuid7.New(AppParts.Start))).Problem!.Kind);

        chain.Answers["a"] = ChainParts.Later("500");
        await chain.TellAsync();
        var open = Assert.Single(await App.DeliveriesAsync(), d => d.IsOpen);
        Assert.Contains("is retrying", (await RetryAsync(open.Id)).Problem!.Detail);
    }

    [Fact]
    public async Task A_superseded_one_can_be_tried_again_and_a_retry_of_a_retry_too()
    {
        var superseded = await FailedAsync("ab");
        Assert.Equal(DeliveryStatus.Superseded, superseded.Status);
        var second = (await RetryAsync(superseded.Id)).Value;
        Assert.Equal(DeliveryStatus.Superseded, (await App.Get<DeliveryStore>().FindAsync(second.Id, CancellationToken.None))!.Status);
        chain.Answers.Clear();
        var third = (await RetryAsync(second.Id)).Value;

        Assert.Equal(DeliveryStatus.Delivered, (await App.Get<DeliveryStore>().FindAsync(third.Id, CancellationToken.None))!.Status);
        Assert.Equal("a3 b1", chain.Sends());
    }

    [Fact]
    public async Task A_retry_survives_a_crash_after_any_write()
    {
        for (var writes = 0; ; writes++)
        {
            await using var parts = new DeliveryRetryTests();
            var failed = await parts.FailedAsync();
            parts.chain.Answers.Clear();
            parts.App.Tables.CommitsUntilCrash = writes;
            var crash = await Record.ExceptionAsync(() => parts.RetryAsync(failed.Id));
            parts.App.Tables.CommitsUntilCrash = null;
            await using var restarted = parts.App.NewInstance();
            var retried = (await parts.RetryAsync(failed.Id, restarted)).Value;
            await parts.chain.LetGoByAsync(TimeSpan.FromMinutes(2), instance: restarted);

            Assert.Equal(2, (await parts.App.DeliveriesAsync()).Count);
            Assert.Equal(DeliveryStatus.Delivered, (await parts.App.Get<DeliveryStore>().FindAsync(retried.Id, CancellationToken.None))!.Status);
            if (crash is null)
                return;
        }
    }

    [Fact]
    public async Task The_overview_counts_one_that_was_tried_again_once()
    {
        var failed = await FailedAsync();
        await RetryAsync(failed.Id);
        Assert.Equal(1, (await App.Get<TellingReader>().CountAsync(CancellationToken.None))["failed"]);
        Assert.Equal(2, (await App.DeliveriesAsync()).Count(d => d.Status == DeliveryStatus.Failed));
    }

    [Fact]
    public async Task All_that_match_are_tried_again_over_a_restart_and_only_once()
    {
        await chain.ChainAsync("ab", "a", "b");
        chain.Answers["a"] = chain.Answers["b"] = ChainParts.Refused("403");
        for (var i = 0; i < 250; i++)
            await chain.TellAsync();
        Assert.Equal(250, await RetryAllAsync("""{"status":"failed","channel":"a"}"""));
        App.Tables.CommitsUntilCrash = 600;
        await Record.ExceptionAsync(() => App.PassAsync());
        App.Tables.CommitsUntilCrash = null;
        chain.Answers.Clear();
        await using var restarted = App.NewInstance();

        await chain.LetGoByAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(10), restarted);

        var all = await AllAsync();
        Assert.Equal(250, all.Count(d => d.RetryOf is not null));
        Assert.All(all, d => Assert.Equal(d.Channel == "a" && d.RetryOf is null, d.RetriedBy is not null));
        Assert.All(all.Where(d => d.RetryOf is not null), d => Assert.NotEqual(DeliveryStatus.Pending, d.Status));
        Assert.Equal(0, await RetryAllAsync("""{"status":"failed","channel":"a","route":"nobody"}"""));
    }

    [Fact]
    public async Task What_fails_again_is_not_tried_again_by_the_same_request_and_counts_for_the_next()
    {
        await FailedAsync();
        App.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await RetryAllAsync("""{"status":"failed"}"""));
        await chain.LetGoByAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("a2", chain.Sends());
        Assert.Equal(1, await RetryAllAsync("""{"status":"failed","from":"2026-11-23T00:00:00Z","to":"2026-11-24T00:00:00Z"}"""));
        Assert.Equal(0, await RetryAllAsync("""{"status":"superseded"}"""));
    }

    [Theory]
    [InlineData("""{}""", "status")]
    [InlineData("""{"status":"delivered"}""", "status")]
    [InlineData("""{"status":"failed","channels":"a"}""", "channels")]
    [InlineData("""{"status":"failed","channel":""}""", "channel")]
    [InlineData("""{"status":"failed","from":"2026-11-23T00:00:00Z","to":"2026-11-22T00:00:00Z"}""", "from")]
    [InlineData("""[]""", "body")]
    public void A_request_with_faults_is_refused_naming_them(string body, string field) =>
        Assert.Contains(field, RetryJobs.Read(JsonElement.Parse(body)).Problem!.Faults!.ByField.Keys);

    private async Task<List<Delivery>> AllAsync()
    {
        var all = new List<Delivery>();
        string? cursor = null;
        do
        {
            var page = (await App.Get<TellingReader>().DeliveriesAsync(new TellingQuery(), 1000, cursor, CancellationToken.None)).Value;
            all.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return all;
    }
}
