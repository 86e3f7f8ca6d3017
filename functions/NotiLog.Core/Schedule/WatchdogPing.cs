using Microsoft.Extensions.Logging;
using NotiLog.Common;

namespace NotiLog.Schedule;

/// <summary>
/// Tells a watchdog outside that a pass is complete. It never fails or delays the pass: one call at a time beside it, and while one is under way
/// further ones are left out. Only the URL's scheme, host and port are ever logged.
/// </summary>
public sealed class WatchdogPing(WatchdogOptions options, IHttpClientFactory clients, TimeProvider time, ILogger<WatchdogPing> logger)
{
    internal const string HttpClientName = "watchdog";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WarnAgain = TimeSpan.FromMinutes(15);

    private int calling;
    private long? warnedAt;

    /// <summary>Begins a call and does not wait for it; nothing when there is no URL.</summary>
    public void Send()
    {
        if (options.PingUrl is { } url && Interlocked.Exchange(ref calling, 1) == 0)
            _ = Task.Run(() => CallAsync(url));
    }

    private async Task CallAsync(Uri url)
    {
        try
        {
            Note(url, await FaultAsync(url));
        }
        finally
        {
            Volatile.Write(ref calling, 0);
        }
    }

    /// <summary>Null when the watchdog took it.</summary>
    private async Task<string?> FaultAsync(Uri url)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            using var http = clients.CreateClient(HttpClientName);
            using var answer = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return answer.IsSuccessStatusCode ? null : $"it answered {(int)answer.StatusCode}";
        }
        catch (Exception e)
        {
            return e switch
            {
                OperationCanceledException => $"no answer within {Durations.Format(Patience)}",
                HttpRequestException http => http.HttpRequestError.ToString(),
                _ => e.GetType().Name,
            };
        }
    }

    private void Note(Uri url, string? fault)
    {
        var server = url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        if (fault is null)
        {
            if (warnedAt is not null)
                logger.LogInformation("The watchdog at {Server} takes pings again", server);
            warnedAt = null;
        }
        else if (warnedAt is not { } at || time.GetElapsedTime(at) >= WarnAgain)
        {
            logger.LogWarning("The watchdog at {Server} cannot be told: {Fault}", server, fault);
            warnedAt = time.GetTimestamp();
        }
    }
}
