using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.Logging;
using NotiLog.Agent.Sending;

namespace NotiLog.Agent.Heartbeats;

/// <summary>The agent's connection to the hub, made again when it ends. Where there is none, heartbeats go over HTTPS.</summary>
internal sealed class HubLink(ServerClient server, ServerSettings settings, TimeProvider time, ILogger<HubLink> log) : IAsyncDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan NotThereAgain = TimeSpan.FromMinutes(5);

    private readonly Backoff backoff = new(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(2), Random.Shared);
    private HubConnection? connection;
    private TaskCompletionSource? configured;
    private long tryAt;

    /// <summary>Called when the server asks for a heartbeat.</summary>
    public Action Asked { get; set; } = () => { };

    public bool IsConnected => connection?.State == HubConnectionState.Connected;

    /// <summary>Sends a heartbeat over the hub, connecting first when it is time to try.</summary>
    /// <returns>Whether its answer has come; false when it has to go over HTTPS.</returns>
    public async Task<bool> TryBeatAsync(HeartbeatBody body, CancellationToken cancellationToken)
    {
        if (!IsConnected && !await TryConnectAsync(cancellationToken))
            return false;
        try
        {
            var answer = configured = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await connection!.SendAsync("heartbeat", body.ToElement(), cancellationToken);
            await answer.Task.WaitAsync(AnswerWithin, time, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.LogWarning("A heartbeat over SignalR was not answered ({Reason}); it goes over HTTPS", exception.Message);
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
            await connection.DisposeAsync();
    }

    private async Task<bool> TryConnectAsync(CancellationToken cancellationToken)
    {
        if (tryAt != 0 && time.GetTimestamp() < tryAt)
            return false;
        await DisposeAsync();
        connection = Build();
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(server.Patience);
            await connection.StartAsync(limit.Token);
            log.LogInformation("Connected over SignalR");
            backoff.Reset();
            tryAt = 0;
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var isThere = exception is not HttpRequestException { StatusCode: HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.ServiceUnavailable or HttpStatusCode.MethodNotAllowed };
            tryAt = time.GetTimestamp() + (long)((isThere ? backoff.Next() : NotThereAgain).TotalSeconds * time.TimestampFrequency);
            log.LogInformation("No SignalR ({Reason}); heartbeats go over HTTPS", exception.Message);
            return false;
        }
    }

    private HubConnection Build()
    {
        var built = new HubConnectionBuilder().WithUrl(server.Address.Hub, options => options.AccessTokenProvider = () => Task.FromResult<string?>(server.Address.Key)).Build();
        built.On<JsonElement>("configure", json =>
        {
            settings.Take(json.GetRawText());
            configured?.TrySetResult();
        });
        built.On("ping", () => Asked());
        built.Closed += exception =>
        {
            log.LogInformation("The SignalR connection ended ({Reason})", exception?.Message ?? "the server closed it");
            Asked();
            return Task.CompletedTask;
        };
        return built;
    }
}
