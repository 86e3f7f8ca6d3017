using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.EndToEnd;

[Collection(InstallationCollection.Name)]
public sealed class IdempotencyTests(SqliteInstallation installation)
{
    private readonly string service = $"told-{Guid.NewGuid():N}";
    private readonly string time = Calls.Now;

    private App App => installation.App;

    [Fact]
    public async Task The_same_event_sent_again_is_stored_and_told_once()
    {
        var first = (await App.IngestAsync(Event("a")))[0];
        Assert.Equal(first, (await App.IngestAsync(Event("a")))[0]);
        Assert.Equal([first, first], await App.IngestAsync(Event("a"), Event("a")));
        await AssertOnceAsync(first);
    }

    [Fact]
    public async Task Only_what_is_new_in_a_repeated_batch_is_stored_and_told()
    {
        var first = await App.IngestAsync(Event("a"), Event("b"), Event("c"));
        var again = await App.IngestAsync(Event("x"), Event("b"), Event("y"), Event("a"));
        Assert.Equal([first[1], first[0]], [again[1], again[3]]);
        await AssertOnceAsync([.. first, again[0], again[2]]);
    }

    [Fact]
    public async Task A_repeat_that_differs_changes_nothing()
    {
        var first = (await App.IngestAsync(Event("a")))[0];
        Assert.Equal(first, (await App.IngestAsync(new { id = "a", time, level = "critical", message = "another", service }))[0]);
        Assert.Equal("event a", Calls.Text(await App.GetAsync($"{Calls.Events}/{first}"), "message"));
        await AssertOnceAsync(first);
    }

    [Fact]
    public async Task Concurrent_repeats_are_stored_and_told_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(n => App.IngestAsync(
            [.. Enumerable.Range(0, 20).Select(i => Event($"{(i + n) % 40}"))])));
        await AssertOnceAsync([.. answers.SelectMany(ids => ids).Distinct()]);
    }

    private object Event(string id) => new { id, time, level = "error", message = $"event {id}", service };

    private async Task AssertOnceAsync(params Guid[] ids)
    {
        var stored = await App.AllAsync($"{Calls.Events}?service={service}");
        Assert.Equal(ids.Order(), stored.Select(e => e.GetProperty("eventId").GetGuid()).Order());
        var from = Uri.EscapeDataString(TimeProvider.System.GetUtcNow().AddHours(-1).ToString("O"));
        var to = Uri.EscapeDataString(TimeProvider.System.GetUtcNow().AddHours(1).ToString("O"));
        var histogram = await App.GetAsync($"{Calls.Events}/histogram?service={service}&from={from}&to={to}");
        Assert.Equal(ids.Length, histogram.GetProperty("buckets").EnumerateArray().Sum(b => b.GetProperty("counts").EnumerateObject().Sum(c => c.Value.GetInt32())));

        List<Guid> told = [];
        await Eventually.HoldsAsync(
            async () => (told = await ToldAsync()).Count >= ids.Length,
            () => $"{told.Count} of {ids.Length} events are told");
        Assert.Equal(ids.Order(), told.Order());
    }

    private async Task<List<Guid>> ToldAsync()
    {
        var notifications = await App.AllAsync("/api/v1/notifications?route=told&limit=1000");
        return [.. notifications.Where(n => Calls.Text(n.GetProperty("groupKey"), "service") == service)
            .SelectMany(n => n.GetProperty("eventIds").EnumerateArray().Select(id => id.GetGuid()))];
    }
}
