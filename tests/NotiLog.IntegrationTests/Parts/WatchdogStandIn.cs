using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NotiLog.IntegrationTests.Parts;

/// <summary>Takes pings on a free port of 127.0.0.1, and can keep them waiting for ever or refuse them.</summary>
internal sealed class WatchdogStandIn : IAsyncDisposable
{
    public const string Secret = "4711-secret-of-the-check";

    private readonly WebApplication app;
    private int received;
    private int waiting;
    private int mostWaiting;

    private WatchdogStandIn(WebApplication app) => this.app = app;

    public string PingUrl => $"{app.Urls.First()}/{Secret}?create=1";

    public int Received => Volatile.Read(ref received);

    /// <summary>Most pings that ever waited at once.</summary>
    public int MostAtOnce => Volatile.Read(ref mostWaiting);

    public bool Hangs { get; set; }

    public int Status { get; set; } = StatusCodes.Status200OK;

    public static async Task<WatchdogStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var stand = new WatchdogStandIn(builder.Build());
        stand.app.MapGet($"/{Secret}", stand.AnswerAsync);
        await stand.app.StartAsync();
        return stand;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref received);
        mostWaiting = Math.Max(mostWaiting, Interlocked.Increment(ref waiting));
        if (Hangs)
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        Interlocked.Decrement(ref waiting);
        context.Response.StatusCode = Status;
    }
}
