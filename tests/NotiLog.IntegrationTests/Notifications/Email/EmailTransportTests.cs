using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NotiLog.IntegrationTests.Parts;
using NotiLog.Notifications;
using NotiLog.Notifications.Email;
using NotiLog.Tests.Notifications;

namespace NotiLog.IntegrationTests.Notifications.Email;

public sealed class EmailTransportTests
{
    private static readonly Channel Channel = SomeNotification.Channel("email", """{"to":["a@example.org"]}""", "ru");

    [Fact]
    public async Task Delivers_a_mail_with_both_parts()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var services = Services(server.Port);
        var delivered = Assert.IsType<SendOutcome.Delivered>(await SendAsync(services));
        var mail = await server.NextAsync();
        Assert.Equal("notilog@example.org", mail.From);
        Assert.Equal(["a@example.org"], mail.To);
        Assert.Equal("[ERROR] payments: payment 4711 failed", mail.Message.Subject);
        Assert.Contains("payment 4711 failed", mail.Message.TextBody, StringComparison.Ordinal);
        Assert.Contains("Ошибка", mail.Message.HtmlBody, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("019ab000-0000-7000-8000-000000000003@notilog.example.org", mail.Message.MessageId);
        Assert.Equal("019ab000-0000-7000-8000-000000000002", mail.Message.Headers["X-NotiLog-Notification"]);
        Assert.Contains($"queued as {delivered.ProviderId}", delivered.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_text_arrives_intact_and_adds_nothing()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var services = Services(server.Port);
        var message = $".\r\n.\r\nQUIT\r\n<script>💥\u202eevil {string.Concat(Enumerable.Repeat("длинная строка без конца ", 4_000))}";
        var content = SomeNotification.Content(SomeNotification.Event() with { Service = "s\r\nBcc: b@example.org", Message = message });
        Assert.IsType<SendOutcome.Delivered>(await SendAsync(services, content));
        var mail = await server.NextAsync();
        Assert.Equal(["a@example.org"], mail.To);
        Assert.Null(mail.Message.Headers["Bcc"]);
        Assert.Contains(message[^50_000..].TrimEnd(), mail.Message.TextBody, StringComparison.Ordinal);
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task Uses_one_connection_for_mails_one_after_another()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var services = Services(server.Port);
        for (var mail = 0; mail < 5; mail++)
        {
            Assert.IsType<SendOutcome.Delivered>(await SendAsync(services));
            await server.NextAsync();
        }

        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Opens_no_more_than_four_connections_at_once()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var services = Services(server.Port);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => SendAsync(services)));
        Assert.All(outcomes, outcome => Assert.IsType<SendOutcome.Delivered>(outcome));
        for (var mail = 0; mail < outcomes.Length; mail++)
            await server.NextAsync();
        Assert.InRange(server.Connections, 1, EmailConnections.Most);
    }

    [Fact]
    public async Task Replaces_a_connection_that_lay_idle_or_was_lost()
    {
        var time = new FakeTimeProvider(SomeNotification.At);
        await using var server = await SmtpServer.StartAsync();
        await using var services = Services(server.Port, time);
        await SendAsync(services);
        await server.NextAsync();
        time.Advance(TimeSpan.FromSeconds(31));
        Assert.IsType<SendOutcome.Delivered>(await SendAsync(services));
        await server.NextAsync();
        Assert.Equal(2, server.Connections);

        var port = server.Port;
        await server.DisposeAsync();
        Assert.IsType<SendOutcome.Retry>(await SendAsync(services));
        await using var again = await SmtpServer.StartAsync(port: port);
        Assert.IsType<SendOutcome.Delivered>(await SendAsync(services));
    }

    [Theory]
    [InlineData("mail", 451)]
    [InlineData("rcpt", 450)]
    [InlineData("data", 452)]
    public async Task Tries_again_when_the_server_says_later(string stage, int code)
    {
        await using var server = await SmtpServer.StartAsync();
        await using var services = Services(server.Port);
        await server.RefuseAsync(stage, code, "4.7.1 Greylisted, come back later");
        var retry = Assert.IsType<SendOutcome.Retry>(await SendAsync(services));
        Assert.Equal((null, $"{code} 4.7.1 Greylisted, come back later"), (retry.After, retry.Reason));
        Assert.IsType<SendOutcome.Delivered>(await SendAsync(services));
    }

    [Theory]
    [InlineData("rcpt", 550)]
    [InlineData("data", 554)]
    public async Task Gives_up_with_the_words_of_the_server(string stage, int code)
    {
        await using var server = await SmtpServer.StartAsync();
        await using var services = Services(server.Port);
        await server.RefuseAsync(stage, code, "5.1.1 No such user");
        Assert.Equal(new SendOutcome.Rejected($"{code} 5.1.1 No such user"), await SendAsync(services));
    }

    [Theory]
    [InlineData(421, typeof(SendOutcome.Retry))]
    [InlineData(554, typeof(SendOutcome.Rejected))]
    public async Task A_server_that_lets_nobody_in_is_tried_again_unless_it_says_never(int code, Type outcome)
    {
        await using var server = await SmtpServer.StartAsync();
        await using var services = Services(server.Port);
        await server.RefuseAsync("connect", code, "no service for you");
        var refused = await SendAsync(services);
        Assert.IsType(outcome, refused);
        Assert.Contains($"{code}", $"{refused}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rcpt")]
    [InlineData("data")]
    public async Task Sends_again_under_the_same_id_when_the_connection_is_lost(string stage)
    {
        await using var server = await SmtpServer.StartAsync();
        await using var services = Services(server.Port);
        await server.DropAsync(stage);
        Assert.IsType<SendOutcome.Retry>(await SendAsync(services));
        Assert.IsType<SendOutcome.Delivered>(await SendAsync(services));
        Assert.Equal("019ab000-0000-7000-8000-000000000003@notilog.example.org", (await server.NextAsync()).Message.MessageId);
    }

    [Fact]
    public async Task Authenticates_and_gives_up_on_a_wrong_password()
    {
        await using var server = await SmtpServer.StartAsync(auth: "notilog:pass:word");
        await using (var wrong = Services(server.Port, settings: [("Email:Username", "notilog"), ("Email:Password", "Geheim-1")]))
        {
            var reason = Assert.IsType<SendOutcome.Rejected>(await SendAsync(wrong)).Reason;
            Assert.StartsWith("authentication failed", reason, StringComparison.Ordinal);
            Assert.DoesNotContain("Geheim-1", reason, StringComparison.Ordinal);
        }

        await using (var nobody = Services(server.Port))
            Assert.IsType<SendOutcome.Rejected>(await SendAsync(nobody));
        await using var right = Services(server.Port, settings: [("Email:Username", "notilog"), ("Email:Password", "pass:word")]);
        Assert.IsType<SendOutcome.Delivered>(await SendAsync(right));
        Assert.Equal("notilog", (await server.NextAsync()).User);
    }

    [Fact]
    public async Task Trusts_no_unknown_certificate_and_never_goes_on_in_the_clear()
    {
        await using var untrusted = await SmtpServer.StartAsync(startTls: true);
        await using (var services = Services(untrusted.Port, settings: [("Email:Security", "StartTls")]))
            Assert.StartsWith("TLS: ", Assert.IsType<SendOutcome.Retry>(await SendAsync(services)).Reason, StringComparison.Ordinal);

        await using var clear = await SmtpServer.StartAsync();
        await using (var services = Services(clear.Port, settings: [("Email:Security", "StartTls")]))
            Assert.IsType<SendOutcome.Retry>(await SendAsync(services));
        Assert.Empty(untrusted.Received);
        Assert.Empty(clear.Received);
    }

    [Fact]
    public async Task Delivers_to_an_address_in_any_script()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var services = Services(server.Port);
        var request = SomeNotification.Request(Channel, "почта@example.org");
        Assert.IsType<SendOutcome.Delivered>(await services.GetRequiredService<IChannelTransport>().SendAsync(request, CancellationToken.None));
        Assert.Equal(["почта@example.org"], (await server.NextAsync()).To);
    }

    private static Task<SendOutcome> SendAsync(IServiceProvider services, NotificationContent? content = null) =>
        services.GetRequiredService<IChannelTransport>().SendAsync(SomeNotification.Request(Channel, "a@example.org", content), CancellationToken.None);

    private static ServiceProvider Services(int port, TimeProvider? time = null, params (string Key, string Value)[] settings) => Channels.Compose(
        (services, configuration) => services.AddEmail(configuration),
        time ?? TimeProvider.System,
        [
            ("Email:Host", "127.0.0.1"),
            ("Email:Port", FormattableString.Invariant($"{port}")),
            ("Email:From", "NotiLog <notilog@example.org>"),
            .. settings.Any(s => s.Key == "Email:Security") ? settings : [("Email:Security", "None"), .. settings],
        ]);
}
