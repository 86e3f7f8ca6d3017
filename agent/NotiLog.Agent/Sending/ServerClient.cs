using System.Net.Http.Headers;

namespace NotiLog.Agent.Sending;

/// <summary>Calls the server over HTTPS with the agent's key.</summary>
internal sealed class ServerClient : IDisposable
{
    /// <summary>A server that takes longer is taken for gone; what it may have stored is sent again under the same ids.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    private readonly HttpClient http;

    /// <param name="patience">How long an answer is waited for, 30 s when null.</param>
    public ServerClient(ServerAddress address, TimeSpan? patience = null)
    {
        (Address, Patience) = (address, patience ?? Usual);
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10), ConnectTimeout = TimeSpan.FromSeconds(10) })
        {
            Timeout = Patience,
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", address.Key);
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("notilog-agent", AgentVersion.Text));
    }

    public ServerAddress Address { get; }

    public TimeSpan Patience { get; }

    /// <exception cref="HttpRequestException">No answer.</exception>
    /// <exception cref="TaskCanceledException">No answer in time, when the token is not cancelled.</exception>
    public async Task<ServerAnswer> PostAsync(Uri uri, HttpContent content, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsync(uri, content, cancellationToken);
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        return new ServerAnswer((int)answer.StatusCode, body, RetryAfter.Of(answer.Headers.RetryAfter));
    }

    public void Dispose() => http.Dispose();
}

/// <param name="RetryAfter">Null when the server named no time.</param>
internal sealed record ServerAnswer(int Status, byte[] Body, TimeSpan? RetryAfter)
{
    /// <summary>What the server says is wrong, in a line.</summary>
    public string Reason
    {
        get
        {
            try
            {
                using var problem = System.Text.Json.JsonDocument.Parse(Body);
                if (problem.RootElement.ValueKind == System.Text.Json.JsonValueKind.Object && problem.RootElement.TryGetProperty("detail", out var detail))
                    return $"{Status} {detail}";
            }
            catch (System.Text.Json.JsonException)
            {
                // Not NotiLog's own answer, a proxy's perhaps.
            }

            return $"{Status}";
        }
    }
}

internal static class RetryAfter
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static TimeSpan? Of(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date is { } date ? date - TimeProvider.System.GetUtcNow() : null);
        return wait is null ? null : TimeSpan.FromTicks(Math.Clamp(wait.Value.Ticks, 0, Longest.Ticks));
    }
}
