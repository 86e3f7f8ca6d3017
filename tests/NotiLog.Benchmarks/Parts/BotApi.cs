using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace NotiLog.Benchmarks.Parts;

/// <summary>Takes every message of the Bot API and notes when it came.</summary>
internal sealed class BotApi : IAsyncDisposable
{
    private static readonly byte[] Sent = Encoding.UTF8.GetBytes("""{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":1,"type":"group"}}}""");

    private readonly WebApplication app;
    private readonly ConcurrentQueue<long> calls = new();
    private readonly SemaphoreSlim arrived = new(0);

    private BotApi(WebApplication app) => this.app = app;

    public string Url => app.Urls.First();

    public static async Task<BotApi> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var api = new BotApi(builder.Build());
        api.app.Run(api.AnswerAsync);
        await api.app.StartAsync();
        return api;
    }

    /// <summary>When (by <see cref="Stopwatch.GetTimestamp"/>) the next message came, or comes within ten seconds.</summary>
    public async Task<long> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await arrived.WaitAsync(patience.Token);
        return calls.TryDequeue(out var at) ? at : throw new InvalidOperationException("A message was counted that nobody noted.");
    }

    public async ValueTask DisposeAsync()
    {
        arrived.Dispose();
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var at = Stopwatch.GetTimestamp();
        await http.Request.Body.CopyToAsync(Stream.Null);
        calls.Enqueue(at);
        arrived.Release();
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = Sent.Length;
        await http.Response.Body.WriteAsync(Sent);
    }
}
