using System.Globalization;

namespace NotiLog.IntegrationTests.Parts;

/// <summary>A Telegram stand-in, an SMTP server and a Kafka broker, which can go away and come back in the same places.</summary>
internal sealed class Providers : IAsyncDisposable
{
    public const string MailPassword = "a-password-of-mail-4711";
    private const string MailUser = "notilog";

    private readonly string telegramUrl;
    private readonly int mailPort;

    private Providers(TelegramStandIn telegram, SmtpServer mail)
    {
        (Telegram, Mail) = (telegram, mail);
        (telegramUrl, mailPort) = (telegram.Url, mail.Port);
    }

    public TelegramStandIn Telegram { get; private set; }

    public SmtpServer Mail { get; private set; }

    public KafkaBrokers Kafka { get; } = new();

    public Dictionary<string, string> Settings => new()
    {
        ["Telegram:BotToken"] = TelegramStandIn.Token,
        ["Telegram:ApiBaseUrl"] = telegramUrl,
        ["Email:Host"] = "127.0.0.1",
        ["Email:Port"] = mailPort.ToString(CultureInfo.InvariantCulture),
        ["Email:Security"] = "None",
        ["Email:Username"] = MailUser,
        ["Email:Password"] = MailPassword,
        ["Email:From"] = "NotiLog <notilog@example.org>",
        ["Kafka:BootstrapServers"] = Kafka.BootstrapServers,
    };

    public static async Task<Providers> StartAsync() =>
        new(await TelegramStandIn.StartAsync(), await SmtpServer.StartAsync($"{MailUser}:{MailPassword}"));

    /// <summary>Nobody listens any more where they were; what they had received is forgotten.</summary>
    public async Task GoAsync()
    {
        await Telegram.DisposeAsync();
        await Mail.DisposeAsync();
        Kafka.Stop();
    }

    public async Task ComeBackAsync()
    {
        Telegram = await TelegramStandIn.StartAsync(telegramUrl);
        Mail = await SmtpServer.StartAsync($"{MailUser}:{MailPassword}", port: mailPort);
        Kafka.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await Telegram.DisposeAsync();
        await Mail.DisposeAsync();
        Kafka.Dispose();
    }
}
