using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NotiLog.IntegrationTests.Parts;
using NotiLog.Notifications;
using NotiLog.Notifications.Telegram;
using NotiLog.Tests.Notifications;

namespace NotiLog.IntegrationTests.Notifications.Telegram;

public sealed class TelegramTransportTests : IAsyncLifetime
{
    private static readonly Channel Channel = SomeNotification.Channel("telegram", """{"chatId":"-100123"}""");

    private readonly ConcurrentQueue<string> log = new();
    private TelegramStandIn stand = null!;
    private ServiceProvider services = null!;

    public async Task InitializeAsync()
    {
        stand = await TelegramStandIn.StartAsync();
        services = Services(stand.Url);
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await stand.DisposeAsync();
    }

    [Fact]
    public async Task Sends_one_HTML_message_without_link_preview()
    {
        var delivered = Assert.IsType<SendOutcome.Delivered>(await SendAsync());
        var call = await stand.NextAsync();
        Assert.Equal((TelegramStandIn.Token, "sendMessage", "-100123"), (call.Token, call.Method, call.ChatId));
        Assert.Equal("HTML", call.Body.GetProperty("parse_mode").GetString());
        Assert.True(call.Body.GetProperty("link_preview_options").GetProperty("is_disabled").GetBoolean());
        Assert.Contains("<pre>payment 4711 failed</pre>", call.Text, StringComparison.Ordinal);
        Assert.Equal("1", delivered.ProviderId);
        Assert.Single(stand.Received);
    }

    [Fact]
    public async Task Sends_to_a_channel_by_name()
    {
        await SendAsync("@channel_name");
        Assert.Equal("@channel_name", (await stand.NextAsync()).ChatId);
    }

    [Fact]
    public async Task Waits_exactly_as_long_as_Telegram_asks()
    {
        stand.Answer(TelegramAnswer.TooMany(37));
        var retry = Assert.IsType<SendOutcome.Retry>(await SendAsync());
        Assert.Equal(TimeSpan.FromSeconds(37), retry.After);
        Assert.Single(stand.Received);
    }

    [Theory]
    [InlineData(400, "Bad Request: chat not found")]
    [InlineData(401, "Unauthorized")]
    [InlineData(403, "Forbidden: bot was kicked from the supergroup chat")]
    public async Task Gives_up_with_the_words_of_Telegram(int code, string description)
    {
        stand.Answer(TelegramAnswer.Refuse(code, description));
        Assert.Equal(new SendOutcome.Rejected(description), await SendAsync());
        Assert.Single(stand.Received);
    }

    [Fact]
    public async Task Tries_again_when_the_method_is_not_found()
    {
        stand.Answer(TelegramAnswer.Refuse(404, "Not Found"));
        Assert.Equal(new SendOutcome.Retry(null, "Not Found"), await SendAsync());
        Assert.IsType<SendOutcome.Delivered>(await SendAsync());
    }

    [Fact]
    public async Task Tries_again_when_Telegram_or_what_stands_before_it_fails()
    {
        stand.Answer(TelegramAnswer.Refuse(500, "Internal Server Error"), TelegramAnswer.BadGateway, TelegramAnswer.Drop);
        Assert.Equal(new SendOutcome.Retry(null, "Internal Server Error"), await SendAsync());
        var gateway = Assert.IsType<SendOutcome.Retry>(await SendAsync());
        Assert.Contains("502", gateway.Reason, StringComparison.Ordinal);
        Assert.Null(Assert.IsType<SendOutcome.Retry>(await SendAsync()).After);
        Assert.IsType<SendOutcome.Delivered>(await SendAsync());
        Assert.Equal(4, stand.Received.Count);
    }

    [Fact]
    public async Task Tries_again_when_nobody_listens()
    {
        var url = stand.Url;
        await stand.DisposeAsync();
        Assert.IsType<SendOutcome.Retry>(await SendAsync());
        stand = await TelegramStandIn.StartAsync(url);
        Assert.IsType<SendOutcome.Delivered>(await SendAsync());
    }

    [Fact]
    public async Task Gives_up_waiting_after_its_time_out()
    {
        stand.Answer(TelegramAnswer.Silence);
        var impatient = new TelegramTransport(
            services.GetRequiredService<IHttpClientFactory>(), services.GetRequiredService<IOptions<TelegramOptions>>(), TimeProvider.System)
        {
            TimeOut = TimeSpan.FromMilliseconds(300),
        };
        var retry = Assert.IsType<SendOutcome.Retry>(await impatient.SendAsync(SomeNotification.Request(Channel, "1"), CancellationToken.None));
        Assert.StartsWith("no answer within", retry.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passes_cancellation_on()
    {
        stand.Answer(TelegramAnswer.Silence);
        using var cancel = new CancellationTokenSource();
        var sending = Transport.SendAsync(SomeNotification.Request(Channel, "1"), cancel.Token);
        await stand.NextAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task Follows_a_group_that_became_a_supergroup()
    {
        stand.Answer(TelegramAnswer.Migrated(-1009876543210));
        var delivered = Assert.IsType<SendOutcome.Delivered>(await SendAsync());
        Assert.Contains("-1009876543210", delivered.Answer, StringComparison.Ordinal);
        Assert.Equal("-1009876543210", delivered.MovedTo);
        Assert.Equal("""{"chatId":"-1009876543210"}""", Transport.Moved(Channel.Settings, "-100123", delivered.MovedTo!)?.GetRawText());
        Assert.Null(Transport.Moved(Channel.Settings, "-100", delivered.MovedTo!));
        Assert.Equal(["-100123", "-1009876543210"], stand.Received.Select(call => call.ChatId));
    }

    [Theory]
    [InlineData("-100123", 20)]
    [InlineData("@channel_name", 20)]
    [InlineData("4711", null)]
    public void Groups_and_channels_take_twenty_messages_a_minute(string chat, int? sends)
    {
        Assert.Equal(sends, Transport.RateOf(chat)?.Sends);
        Assert.True(sends is null || Transport.RateOf(chat)!.Window >= TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Keeps_the_token_out_of_logs_and_reasons()
    {
        stand.Answer(TelegramAnswer.BadGateway, TelegramAnswer.Drop, TelegramAnswer.Refuse(400, $"Bad Request: {TelegramStandIn.Token}"));
        var outcomes = new[] { await SendAsync(), await SendAsync(), await SendAsync(), await SendAsync() };
        Assert.DoesNotContain(TelegramStandIn.Token, string.Join('\n', outcomes.Select(outcome => outcome.ToString())), StringComparison.Ordinal);
        Assert.DoesNotContain(TelegramStandIn.Token, string.Join('\n', log), StringComparison.Ordinal);
    }

    private IChannelTransport Transport => services.GetRequiredService<IChannelTransport>();

    private Task<SendOutcome> SendAsync(string chat = "-100123") => Transport.SendAsync(SomeNotification.Request(Channel, chat), CancellationToken.None);

    private ServiceProvider Services(string url) => Channels.Compose(
        (services, configuration) => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new LogRecorder(log))).AddTelegram(configuration),
        TimeProvider.System,
        ("Telegram:BotToken", TelegramStandIn.Token),
        ("Telegram:ApiBaseUrl", url));

    private sealed class LogRecorder(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
