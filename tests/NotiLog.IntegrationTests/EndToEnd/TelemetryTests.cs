using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.EndToEnd;

[Collection(CrashCollection.Name)]
public sealed class TelemetryTests : IAsyncLifetime
{
    private const string CallersTrace = "0af7651916cd43dd8448eb211c80319c";

    private OtlpReceiver receiver = null!;
    private Providers providers = null!;
    private App app = null!;

    public async Task InitializeAsync()
    {
        receiver = await OtlpReceiver.StartAsync();
        providers = await Providers.StartAsync();
        app = await App.StartAsync(new Dictionary<string, string>([.. providers.Settings, .. receiver.Settings]) { ["Delivery:InitialBackoff"] = "1s" });
        await app.PutChannelsAsync();
        await app.RouteAsync(new { name = "told", match = new[] { "level=error" }, channels = new[] { "chat", "mail", "topic" }, groupBy = new[] { "service" } });
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await providers.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task The_callers_trace_goes_on_through_queue_retry_and_restart_to_every_provider()
    {
        providers.Telegram.Answer(TelegramAnswer.TooMany(5));
        await SendAsync("""{"level":"error","message":"payment 4711 failed","service":"payments"}""");
        await Eventually.HoldsAsync(() => Traced("deliver telegram").Count == 1, () => "no attempt was traced");
        Assert.Equal(0, await StopAsync());
        await app.StartAgainAsync();

        await app.DeliveredAsync(4);
        await Eventually.HoldsAsync(() => Traced("deliver").Count == 5, () => string.Join('\n', receiver.Spans));

        var server = Assert.Single(Traced("POST"));
        var ingest = Assert.Single(Traced("ingest events"));
        var route = Assert.Single(Traced("route batch"));
        Assert.Equal(server.SpanId, ingest.ParentId);
        Assert.Equal(ingest.SpanId, route.ParentId);
        Assert.All(Traced("deliver"), delivery => Assert.Equal(route.SpanId, delivery.ParentId));
        Assert.Equal(
            ["deliver email delivered", "deliver email delivered", "deliver kafka delivered", "deliver telegram delivered", "deliver telegram retrying"],
            Traced("deliver").Select(span => $"{span.Name} {span.Tags["notilog.status"]}").Order());
    }

    [Fact]
    public async Task Everything_is_counted_once()
    {
        providers.Telegram.Answer(TelegramAnswer.BadGateway, TelegramAnswer.Refuse(400, "Bad Request: chat not found"));
        await SendAsync("""[{"level":"error","message":"a","service":"a"},{"level":"error","message":"b","service":"b"},{"level":"info","message":"c"},{"level":"nonsense","message":"d"}]""");
        await Eventually.HoldsAsync(
            () => receiver.Sum("notilog.deliveries.delivered") + receiver.Sum("notilog.deliveries.failed") == 8, () => string.Join('\n', receiver.Points));

        var stored = (await app.AllAsync($"{Calls.Events}?limit=1000")).Count;
        await Eventually.HoldsAsync(() => receiver.Sum("notilog.events.accepted") == stored, () => $"{stored} stored: {string.Join('\n', receiver.Points)}");
        Assert.Equal(1, receiver.Sum("notilog.events.rejected"));
        Assert.Equal(2, receiver.Sum("notilog.events.routed", "route", "told"));
        Assert.Equal(1, receiver.Sum("notilog.deliveries.retried", "channel", "chat"));
        Assert.Equal(1, receiver.Sum("notilog.deliveries.failed", "channel", "chat"));
        Assert.Equal(1, receiver.Sum("notilog.deliveries.delivered", "channel", "chat"));
        Assert.Equal(4, receiver.Sum("notilog.deliveries.delivered", "type", "email"));
        Assert.Equal(2, receiver.Sum("notilog.deliveries.delivered", "type", "kafka"));
        Assert.Equal(7, receiver.Sum("notilog.delivery.duration"));
        Assert.InRange(receiver.Sum("notilog.queue.lag", "queue", "events"), 1, 2);
        Assert.True(receiver.Sum("notilog.schedule.passes") >= 1);
        Assert.Contains(receiver.Points, point => point.Name == "notilog.schedule.lag");
        Assert.Contains(receiver.Points, point => point.Name == "notilog.schedule.due");
    }

    [Fact]
    public async Task The_log_is_exported_with_the_trace_it_belongs_to()
    {
        providers.Telegram.Answer(TelegramAnswer.Refuse(400, "Bad Request: chat not found"));
        await SendAsync("""{"level":"error","message":"m","service":"s"}""");

        var log = new WireMessage(ReadOnlyMemory<byte>.Empty);
        await Eventually.HoldsAsync(
            () => (log = Logs().FirstOrDefault(record => record.Message(5).Text(1).Contains("chat not found"))!) is not null, () => "the failure was not exported");

        Assert.Equal(CallersTrace, log.Hex(9));
    }

    private IEnumerable<WireMessage> Logs() => receiver.Received.Where(one => one.Path == "logs").SelectMany(one => new WireMessage(one.Body).All(1, 2, 2));

    private List<OtlpSpan> Traced(string name) =>
        [.. receiver.Spans.Where(span => span.TraceId == CallersTrace && span.Name.StartsWith(name, StringComparison.Ordinal))];

    private async Task SendAsync(string body)
    {
        using var post = new HttpRequestMessage(HttpMethod.Post, Calls.Events) { Content = Calls.Json(body) };
        post.Headers.Add("traceparent", $"00-{CallersTrace}-b7ad6b7169203331-01");
        using var answer = await app.Http.SendAsync(post);
        Assert.Equal(202, (int)answer.StatusCode);
    }

    private async Task<int> StopAsync()
    {
        app.SendTerminate();
        return await app.EndAsync();
    }
}
