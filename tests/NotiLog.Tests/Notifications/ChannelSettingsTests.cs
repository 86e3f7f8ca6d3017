using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NotiLog.Notifications;
using NotiLog.Notifications.Email;
using NotiLog.Notifications.Kafka;
using NotiLog.Notifications.Telegram;
using NotiLog.Requests;

namespace NotiLog.Tests.Notifications;

public sealed class ChannelSettingsTests
{
    private static readonly string FiftyOne = JsonSerializer.Serialize(new { to = Enumerable.Range(0, 51).Select(number => $"a{number}@example.org") });

    [Theory]
    [InlineData("telegram", """{"chatId":"-100123"}""")]
    [InlineData("telegram", """{"chatId":"42"}""")]
    [InlineData("telegram", """{"chatId":"@channel_name"}""")]
    [InlineData("email", """{"to":["a@example.org","b+c@пример.рф"]}""")]
    [InlineData("kafka", """{"topic":"alerts"}""")]
    [InlineData("kafka", """{"topic":"alerts.v1_x-y","mode":"events"}""")]
    public void Accepts(string type, string settings) => Assert.Empty(Faults(type, settings));

    [Theory]
    [InlineData("telegram", """{}""", "chatId")]
    [InlineData("telegram", """{"chatId":-100123}""", "chatId")]
    [InlineData("telegram", """{"chatId":"ops"}""", "chatId")]
    [InlineData("telegram", """{"chatId":"-1\n"}""", "chatId")]
    [InlineData("telegram", """{"chatId":"99999999999999999999"}""", "chatId")]
    [InlineData("telegram", """{"chatId":"1","thread":2}""", "thread")]
    [InlineData("email", """{}""", "to")]
    [InlineData("email", """{"to":[]}""", "to")]
    [InlineData("email", """{"to":"a@example.org"}""", "to")]
    [InlineData("email", """{"to":["Ops <a@example.org>"]}""", "to")]
    [InlineData("email", """{"to":["nobody"]}""", "to")]
    [InlineData("email", """{"to":["a@example.org\r\nRCPT TO:<b@example.org>"]}""", "to")]
    [InlineData("email", """{"to":["a@example.org","A@EXAMPLE.org"]}""", "to")]
    [InlineData("email", """{"to":["a@example.org", 1]}""", "to[1]")]
    [InlineData("kafka", """{"topic":""}""", "topic")]
    [InlineData("kafka", """{"topic":".."}""", "topic")]
    [InlineData("kafka", """{"topic":"a/b"}""", "topic")]
    [InlineData("kafka", """{"topic":"a","mode":"all"}""", "mode")]
    public void Refuses(string type, string settings, string field) => Assert.Equal([field], Faults(type, settings).Keys);

    [Fact]
    public void Refuses_more_than_50_addresses() => Assert.Equal(["to"], Faults("email", FiftyOne).Keys);

    [Fact]
    public void Tells_each_recipient_once()
    {
        Assert.Equal(["-100123"], Recipients("telegram", """{"chatId":"-100123"}"""));
        Assert.Equal(["a@example.org", "b@example.org"], Recipients("email", """{"to":["a@example.org","b@example.org"]}"""));
        Assert.Equal(["alerts"], Recipients("kafka", """{"topic":"alerts"}"""));
    }

    [Theory]
    [InlineData("telegram", "Telegram:BotToken")]
    [InlineData("email", "Email:Host")]
    [InlineData("kafka", "Kafka:BootstrapServers")]
    public async Task Names_the_missing_setting_and_waits_for_it(string type, string setting)
    {
        var transport = Transport(type);
        Assert.Equal(setting, transport.MissingSetting);
        var outcome = await transport.SendAsync(SomeNotification.Request(SomeNotification.Channel(type, "{}"), "-"), CancellationToken.None);
        Assert.Contains(setting, Assert.IsType<SendOutcome.Retry>(outcome).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_all_faulty_settings_at_once_and_no_secrets()
    {
        using var services = Services(
            ("Telegram:BotToken", "geheim"), ("Telegram:ApiBaseUrl", "ftp://x"),
            ("Email:Host", "h"), ("Email:Port", "0"), ("Email:Security", "Ssl"), ("Email:Password", "geheim"), ("Email:From", "nobody"),
            ("Kafka:BootstrapServers", "h"), ("Kafka:SecurityProtocol", "SaslSsl"), ("Kafka:SaslMechanism", "GSSAPI"), ("Kafka:SaslPassword", "geheim"));
        var said = string.Join('\n', services.GetServices<IChannelTransport>().SelectMany(transport => transport.SettingFaults));
        Assert.All(
            (string[])["Telegram:BotToken", "Telegram:ApiBaseUrl", "Email:Port", "Email:Security", "Email:Username", "Email:From", "Kafka:BootstrapServers", "Kafka:SaslMechanism", "Kafka:SaslUsername"],
            setting => Assert.Contains(setting, said, StringComparison.Ordinal));
        Assert.DoesNotContain("geheim", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_the_sender_that_a_mail_server_needs()
    {
        using var services = Services(("Email:Host", "h"));
        Assert.StartsWith("Email:From", Assert.Single(services.GetServices<IChannelTransport>().SelectMany(transport => transport.SettingFaults)), StringComparison.Ordinal);
    }

    [Fact]
    public void Finds_no_fault_where_nothing_is_set()
    {
        using var services = Services();
        Assert.Empty(services.GetServices<IChannelTransport>().SelectMany(transport => transport.SettingFaults));
    }

    [Fact]
    public void Takes_no_unresolved_Key_Vault_reference_for_a_secret()
    {
        const string reference = "@Microsoft.KeyVault(SecretUri=https://notilog.vault.azure.net/secrets/one)";
        using var services = Services(
            ("Telegram:BotToken", reference), ("Email:Username", "u"), ("Email:Password", reference),
            ("Kafka:SecurityProtocol", "SaslSsl"), ("Kafka:SaslUsername", "u"), ("Kafka:SaslPassword", reference));
        Assert.Equal(
            ["Telegram:BotToken", "Email:Password", "Kafka:SaslPassword"],
            services.GetServices<IChannelTransport>().Select(transport => Assert.Single(transport.SettingFaults).Split(' ')[0]));
    }

    [Theory]
    [InlineData("telegram", "Telegram:BotToken", "12")]
    [InlineData("email", "Email:Port", "0")]
    [InlineData("kafka", "Kafka:SecurityProtocol", "Tls")]
    public async Task Sends_nothing_and_waits_while_a_setting_is_wrong(string type, string setting, string value)
    {
        using var services = Services((setting, value));
        var transport = services.GetServices<IChannelTransport>().Single(transport => transport.Type == type);
        var outcome = await transport.SendAsync(SomeNotification.Request(SomeNotification.Channel(type, "{}"), "-"), CancellationToken.None);
        Assert.Contains(setting, Assert.IsType<SendOutcome.Retry>(outcome).Reason, StringComparison.Ordinal);
    }

    private static IReadOnlyDictionary<string, List<string>> Faults(string type, string settings)
    {
        var faults = new Faults();
        Transport(type).Validate(new JsonFields(JsonElement.Parse(settings), "", faults));
        return faults.ByField;
    }

    private static IReadOnlyList<string> Recipients(string type, string settings) => Transport(type).Recipients(JsonElement.Parse(settings));

    private static IChannelTransport Transport(string type)
    {
        using var services = Services();
        return services.GetServices<IChannelTransport>().Single(transport => transport.Type == type);
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();
        return new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddTelegram(configuration).AddEmail(configuration).AddKafka(configuration).BuildServiceProvider();
    }
}
