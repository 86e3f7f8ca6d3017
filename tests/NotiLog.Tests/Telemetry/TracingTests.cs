using System.Diagnostics;
using NotiLog.Events;
using NotiLog.Notifications;
using NotiLog.Schedule;
using NotiLog.Tables;
using NotiLog.Telemetry;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Telemetry;

public sealed class TracingTests : IAsyncDisposable
{
    private const string Told = """[{"name":"all","match":["message=~\"told.*\""],"channels":["ops"]}]""";

    private readonly AppParts app = new();
    private readonly SpanRecorder recorder = new();

    public async ValueTask DisposeAsync()
    {
        recorder.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Ingest_routing_and_delivery_are_one_trace()
    {
        await app.RouteAsync(Told);

        await app.TellAsync(await IngestAsync("told"));

        var ingest = Assert.Single(recorder.Named("ingest events"));
        var route = Assert.Single(recorder.Named("route batch"));
        var deliveries = recorder.Named("deliver scripted");
        Assert.Equal(ingest.SpanId, route.ParentSpanId);
        Assert.Equal(["a", "b"], app.Transport.Sent.Select(sent => sent.Recipient).Order());
        Assert.Equal(2, deliveries.Count);
        Assert.All(deliveries, delivery => Assert.Equal(route.SpanId, delivery.ParentSpanId));
        Assert.All(deliveries, delivery => Assert.Equal("delivered", delivery.GetTagItem("notilog.status")));
        Assert.Equal(1, ingest.GetTagItem("notilog.events.accepted"));
    }

    [Fact]
    public async Task A_retry_goes_on_with_the_trace_also_in_another_process()
    {
        await app.RouteAsync(Told);
        app.Transport.Script.Enqueue(new SendOutcome.Retry(null, "busy"));
        app.Transport.Script.Enqueue(new SendOutcome.Rejected("never"));
        await app.TellAsync(await IngestAsync("told"));

        await using var other = app.NewInstance();
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await app.PassAsync(other);

        var attempts = recorder.Named("deliver scripted");
        Assert.Equal(3, attempts.Count);
        Assert.Equal(["delivered", "failed", "retrying"], attempts.Select(span => span.GetTagItem("notilog.status")).Order());
        Assert.Equal(2, attempts.Single(span => span.Status != ActivityStatusCode.Error).GetTagItem("notilog.attempt"));
        Assert.Single(attempts.Select(span => span.ParentSpanId).Distinct());
    }

    [Fact]
    public async Task A_batch_whose_queue_message_was_lost_is_routed_in_its_trace()
    {
        await app.RouteAsync(Told);
        await IngestAsync("told");

        app.Time.Advance(TimeSpan.FromMinutes(1));
        await app.PassAsync();

        Assert.Equal(Assert.Single(recorder.Named("ingest events")).SpanId, Assert.Single(recorder.Named("route batch")).ParentSpanId);
        Assert.Equal(2, recorder.Named("deliver scripted").Count);
    }

    [Fact]
    public async Task A_digest_goes_on_with_the_first_trace_of_its_window()
    {
        await app.RouteAsync(Told);
        await app.TellAsync(await app.IngestAsync("""{"level":"error","message":"told before"}"""));
        await app.TellAsync(await IngestAsync("told in the window"));

        await app.EndWindowAsync();

        var digest = Assert.Single(recorder.Named("tell window"));
        Assert.Equal(Assert.Single(recorder.Named("route batch")).SpanId, digest.ParentSpanId);
        Assert.Equal(2, recorder.Named("deliver scripted").Count(delivery => delivery.ParentSpanId == digest.SpanId));
    }

    [Fact]
    public async Task What_is_tried_again_by_an_operator_and_what_a_fallback_takes_over_stay_in_the_trace()
    {
        await app.RouteAsync(Told);
        await app.ChannelAsync("second", """{"type":"scripted","scripted":{"to":["c"]}}""");
        await app.ChannelAsync("ops", """{"type":"scripted","scripted":{"to":["a"]},"fallback":"second"}""");
        app.Transport.Answer = sent => sent.Recipient == "a" ? new SendOutcome.Rejected("never") : new SendOutcome.Rejected("neither");
        await app.TellAsync(await IngestAsync("told"));
        app.Transport.Answer = null;

        var outgoing = new Outgoing();
        var failed = (await app.DeliveriesAsync()).Single(delivery => delivery.Recipient == "c");
        Assert.True((await app.Get<DeliveryRetry>().RetryAsync(failed.Id, outgoing, CancellationToken.None)).Succeeded);
        await app.DrainAsync(outgoing);

        Assert.Equal(["ops", "second", "second"], recorder.Named("deliver scripted").Select(span => span.GetTagItem("notilog.channel")));
    }

    [Fact]
    public async Task A_failure_marks_the_span_by_its_kind_only()
    {
        await app.IngestAsync("""{"level":"error","message":"before"}""");
        app.Tables.Down = true;
        using var call = recorder.Call();

        await Assert.ThrowsAsync<TablesUnavailableException>(() => app.IngestAsync("""{"level":"error","message":"m"}"""));

        var span = Assert.Single(recorder.Spans);
        Assert.Equal((ActivityStatusCode.Error, "TablesUnavailableException"), (span.Status, span.StatusDescription));
        Assert.Empty(span.Events);
    }

    [Fact]
    public async Task While_nobody_listens_no_row_holds_a_trace()
    {
        await app.RouteAsync(Told);
        app.Tables.Commits.Clear();

        await app.TellAsync(await app.IngestAsync("""{"level":"error","message":"told"}"""));

        Assert.Equal(2, app.Transport.Sent.Count);
        Assert.DoesNotContain(app.Tables.Commits.SelectMany(commit => commit.Writes), write => write.Row.Cells.Any(cell => cell.Key == "trace"));
        Assert.Null(Tracing.Current);
    }

    [Fact]
    public void Requests_that_shared_a_commit_are_linked()
    {
        using var first = recorder.Call();
        using var second = new Activity("another").SetParentId(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        second.Start();

        using var span = Tracing.Continue("route batch", Tracing.Join(first.Id, second.Id, first.Id));

        Assert.Equal(first.SpanId, span!.ParentSpanId);
        Assert.Equal(second.SpanId, Assert.Single(span.Links, link => link.Context.IsRemote).Context.SpanId);
    }

    [Theory]
    [InlineData("not a trace")]
    [InlineData("")]
    [InlineData(null)]
    public void A_text_that_names_no_trace_leaves_the_span_where_it_is(string? text)
    {
        using var call = recorder.Call();

        using var span = Tracing.Continue("route batch", text);

        Assert.Equal(call.SpanId, span!.ParentSpanId);
    }

    [Fact]
    public void A_text_names_eight_traces_at_most() =>
        Assert.Equal(Tracing.MostTraces, Tracing.Join(Enumerable.Range(0, 100).Select(i => $"{i}"))!.Split(' ').Length);

    private async Task<IngestAnswer> IngestAsync(string message)
    {
        using var call = recorder.Call();
        return await app.IngestAsync($$"""{"level":"error","message":"{{message}}"}""");
    }
}
