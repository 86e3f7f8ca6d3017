using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace NotiLog.Benchmarks.Parts;

/// <summary>Takes what an agent sends, counts the events and stores nothing; answers heartbeats.</summary>
internal sealed class EventSink : IAsyncDisposable
{
    private const string Settings = """{"heartbeatInterval":"1m","minLevel":null,"processes":[],"serverTime":"2026-11-30T12:00:00Z"}""";

    private readonly WebApplication app;
    private long events;

    private EventSink(WebApplication app) => this.app = app;

    public string Url => app.Urls.First();

    public long Events => Interlocked.Read(ref events);

    public static async Task<EventSink> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var sink = new EventSink(builder.Build());
        sink.app.Run(sink.AnswerAsync);
        await sink.app.StartAsync();
        return sink;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path.Value!.EndsWith("/heartbeat", StringComparison.Ordinal))
        {
            await http.Response.WriteAsync(Settings);
            return;
        }

        if (!http.Request.Path.Value.EndsWith("/events", StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await using var body = new GZipStream(http.Request.Body, CompressionMode.Decompress);
        var buffer = new byte[64 * 1024];
        var count = 0;
        while (await body.ReadAsync(buffer) is var read and > 0)
            count += buffer.AsSpan(0, read).Count((byte)'\n');
        Interlocked.Add(ref events, count);
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        await http.Response.WriteAsync($$"""{"accepted":{{count}},"rejected":[],"ids":[]}""");
    }
}
