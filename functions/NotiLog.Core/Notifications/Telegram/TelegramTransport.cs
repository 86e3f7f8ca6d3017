using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using NotiLog.Requests;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests;
using Telegram.Bot.Types;

namespace NotiLog.Notifications.Telegram;

/// <summary>One HTML message to a chat. Settings: <c>{"chatId":"-100123"}</c> or <c>{"chatId":"@channel"}</c>.</summary>
internal sealed partial class TelegramTransport(IHttpClientFactory httpClients, IOptions<TelegramOptions> options, TimeProvider time) : IChannelTransport
{
    public const string HttpClientName = "telegram";

    private static readonly SendRate GroupRate = new(20, TimeSpan.FromSeconds(62));

    private readonly TelegramOptions options = options.Value;

    public string Type => "telegram";

    public string? MissingSetting => string.IsNullOrEmpty(options.BotToken) ? "Telegram:BotToken" : null;

    public IReadOnlyList<string> SettingFaults { get; } = [.. options.Value.Faults()];

    public TimeSpan TimeOut { get; init; } = TimeSpan.FromSeconds(30);

    public void Validate(JsonFields settings)
    {
        var chat = settings.Text("chatId", required: true);
        if (chat is not null && !(ChatNumber().IsMatch(chat) && long.TryParse(chat, out _)) && !ChatName().IsMatch(chat))
            settings.Fault("chatId", "must be a chat's number such as -100123 or a name such as @channel");
        settings.Close();
    }

    public IReadOnlyList<string> Recipients(JsonElement settings) => [settings.GetProperty("chatId").GetString()!];

    /// <summary>A group takes 20 messages a minute; the two seconds more are for messages that are under way for longer than others.</summary>
    public SendRate? RateOf(string recipient) => recipient[0] is '-' or '@' ? GroupRate : null;

    public JsonElement? Moved(JsonElement settings, string from, string to) =>
        settings.GetProperty("chatId").GetString() == from ? JsonSerializer.SerializeToElement(new { chatId = to }) : null;

    public string Render(Channel channel, NotificationContent content) => TelegramText.Render(channel, content);

    public async Task<SendOutcome> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        if (this.Obstacle() is { } obstacle)
            return new SendOutcome.Retry(null, obstacle);
        using var limit = new CancellationTokenSource(TimeOut, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await SendOrFollowAsync(request, either.Token);
        }
        catch (ApiRequestException refused)
        {
            return Outcome(refused);
        }
        catch (RequestException lost)
        {
            return new SendOutcome.Retry(null, Safe(lost.HttpStatusCode is { } status ? $"HTTP {(int)status}: {lost.Message}" : Innermost(lost)));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SendOutcome.Retry(null, $"no answer within {TimeOut.TotalSeconds:0} s");
        }
    }

    /// <summary>A group that became a supergroup has a new id, and Telegram's refusal names it.</summary>
    private async Task<SendOutcome> SendOrFollowAsync(SendRequest request, CancellationToken cancellationToken)
    {
        using var http = httpClients.CreateClient(HttpClientName);
        var client = ClientOver(http);
        var html = TelegramText.Render(request.Channel, request.Content);
        try
        {
            var sent = await SendAsync(client, new ChatId(request.Recipient), html, cancellationToken);
            return new SendOutcome.Delivered(IdOf(sent), "ok");
        }
        catch (ApiRequestException moved) when (moved.Parameters?.MigrateToChatId is not null)
        {
            var chat = moved.Parameters.MigrateToChatId.Value;
            var sent = await SendAsync(client, new ChatId(chat), html, cancellationToken);
            var movedTo = FormattableString.Invariant($"{chat}");
            return new SendOutcome.Delivered(IdOf(sent), $"ok, sent to {movedTo}: the group has moved there") { MovedTo = movedTo };
        }
    }

    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        using var http = httpClients.CreateClient(HttpClientName);
        try
        {
            await ClientOver(http).GetMe(cancellationToken);
        }
        catch (RequestException e)
        {
            throw new ProbeException(Safe(e is ApiRequestException ? e.Message : Innermost(e)));
        }
    }

    private TelegramBotClient ClientOver(HttpClient http)
    {
        http.Timeout = Timeout.InfiniteTimeSpan;
        var settings = new TelegramBotClientOptions(options.BotToken!, options.ApiBaseUrl.TrimEnd('/')) { RetryCount = 0 };
        return new TelegramBotClient(settings, http, CancellationToken.None);
    }

    private static Task<Message> SendAsync(TelegramBotClient client, ChatId chat, string html, CancellationToken cancellationToken) => client.SendRequest(
        new HtmlMessageRequest { ChatId = chat, Text = html, LinkPreviewOptions = new LinkPreviewOptions { IsDisabled = true } }, cancellationToken);

    private SendOutcome Outcome(ApiRequestException refused) => refused.ErrorCode switch
    {
        429 => new SendOutcome.Retry(refused.Parameters?.RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null, Safe(refused.Message)),
        // Telegram does not know the method for this bot, or something else stands in its place: deliveries can wait for that.
        404 => new SendOutcome.Retry(null, Safe(refused.Message)),
        >= 500 => new SendOutcome.Retry(null, Safe(refused.Message)),
        _ => new SendOutcome.Rejected(Safe(refused.Message)),
    };

    private static string IdOf(Message message) => FormattableString.Invariant($"{message.MessageId}");

    private static string Innermost(Exception exception) => exception.GetBaseException().Message;

    private string Safe(string reason) => reason.Replace(options.BotToken!, "***", StringComparison.Ordinal);

    /// <summary>The library writes <c>Html</c>, which Telegram takes; its documentation and whatever stands in for it say <c>HTML</c>.</summary>
    private sealed class HtmlMessageRequest : SendMessageRequest
    {
        [JsonPropertyName("parse_mode")]
        public new string ParseMode { get; } = "HTML";
    }

    [GeneratedRegex(@"^-?[1-9][0-9]{0,18}\z", RegexOptions.NonBacktracking)]
    private static partial Regex ChatNumber();

    [GeneratedRegex(@"^@[A-Za-z][A-Za-z0-9_]{3,31}\z", RegexOptions.NonBacktracking)]
    private static partial Regex ChatName();
}
