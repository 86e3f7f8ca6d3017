using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NotiLog.IntegrationTests.Parts;

/// <summary>A call of the Bot API.</summary>
/// <param name="Body">The JSON that was sent.</param>
internal sealed record TelegramCall(string Token, string Method, string ChatId, string Text, JsonElement Body)
{
    public DateTimeOffset At { get; } = TimeProvider.System.GetUtcNow();
}

/// <summary>What the stand-in answers instead of success.</summary>
/// <param name="Status">HTTP status; 0 drops the connection.</param>
internal sealed record TelegramAnswer(int Status, string Content, string ContentType = "application/json")
{
    public static readonly TelegramAnswer Drop = new(0, "");

    /// <summary>Never answers.</summary>
    public static readonly TelegramAnswer Silence = new(-1, "");

    public static readonly TelegramAnswer BadGateway = new(502, "<html><body><h1>502 Bad Gateway</h1></body></html>", "text/html");

    public static TelegramAnswer TooMany(int retryAfter) => Refuse(
        429, $"Too Many Requests: retry after {retryAfter}", new Dictionary<string, long> { ["retry_after"] = retryAfter });

    public static TelegramAnswer Migrated(long chatId) => Refuse(
        400, "Bad Request: group chat was upgraded to a supergroup chat", new Dictionary<string, long> { ["migrate_to_chat_id"] = chatId });

    public static TelegramAnswer Refuse(int code, string description, IReadOnlyDictionary<string, long>? parameters = null) =>
        new(code, parameters is null
            ? JsonSerializer.Serialize(new { ok = false, error_code = code, description })
            : JsonSerializer.Serialize(new { ok = false, error_code = code, description, parameters }));
}

/// <summary>Speaks the Bot API on a free port of 127.0.0.1: takes every message unless told otherwise.</summary>
internal sealed class TelegramStandIn : IAsyncDisposable
{
    public const string Token = "123456:TEST-token_of_a_stand-in";

    private readonly WebApplication app;
    private readonly Arrivals<TelegramCall> calls = new();
    private readonly Arrivals<TelegramCall> taken = new();
    private readonly ConcurrentQueue<TelegramAnswer> answers = new();
    private int messages;

    private TelegramStandIn(WebApplication app) => this.app = app;

    public string Url => app.Urls.First();

    public IReadOnlyList<TelegramCall> Received => calls.All;

    /// <summary>The messages that were answered with success, whether or not anybody was left to hear it.</summary>
    public IReadOnlyList<TelegramCall> Taken => taken.All;

    /// <summary>Asked about each message that <see cref="Answer"/> has nothing for; null takes it.</summary>
    public Func<TelegramCall, TelegramAnswer?>? Script { get; set; }

    public static async Task<TelegramStandIn> StartAsync(string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var stand = new TelegramStandIn(builder.Build());
        stand.app.MapPost("/bot{token}/{method}", stand.AnswerAsync);
        await stand.app.StartAsync();
        return stand;
    }

    public Task<TelegramCall> NextAsync(Func<TelegramCall, bool>? fits = null, TimeSpan? deadline = null) => calls.NextAsync(fits, deadline);

    /// <summary>What the next calls get, in this order; after them success again.</summary>
    public void Answer(params TelegramAnswer[] next)
    {
        foreach (var answer in next)
            answers.Enqueue(answer);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context, string token, string method)
    {
        using var reader = new StreamReader(context.Request.Body);
        var sent = await reader.ReadToEndAsync();
        var body = JsonSerializer.Deserialize<JsonElement>(sent.Length == 0 ? "{}" : sent);
        var chat = body.TryGetProperty("chat_id", out var id) ? id.ToString() : "";
        var call = new TelegramCall(token, method, chat, body.TryGetProperty("text", out var text) ? text.GetString()! : "", body);
        calls.Add(call);
        var answer = answers.TryDequeue(out var next) ? next : method == "getMe" ? null : Script?.Invoke(call);
        await (answer is not null ? RefuseAsync(context, answer) : method == "getMe" ? IntroduceAsync(context) : SucceedAsync(context, call));
    }

    private static async Task RefuseAsync(HttpContext context, TelegramAnswer answer)
    {
        switch (answer.Status)
        {
            case 0:
                context.Abort();
                return;
            case < 0:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            default:
                context.Response.StatusCode = answer.Status;
                context.Response.ContentType = answer.ContentType;
                await context.Response.WriteAsync(answer.Content);
                return;
        }
    }

    private static Task IntroduceAsync(HttpContext context) => context.Response.WriteAsJsonAsync(new
    {
        ok = true,
        result = new { id = 123456, is_bot = true, first_name = "NotiLog", username = "notilog_bot" },
    });

    private Task SucceedAsync(HttpContext context, TelegramCall call)
    {
        taken.Add(call);
        var chat = long.TryParse(call.ChatId, out var id) ? id : 1;
        return context.Response.WriteAsJsonAsync(new
        {
            ok = true,
            result = new { message_id = Interlocked.Increment(ref messages), date = 1, chat = new { id = chat, type = "group" } },
        });
    }
}
