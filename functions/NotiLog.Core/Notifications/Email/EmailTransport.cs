using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using NotiLog.Requests;

namespace NotiLog.Notifications.Email;

/// <summary>
/// One message to each address. Settings: <c>{"to":["a@example.org"]}</c>, 1..50 addresses. A connection lost after the text was
/// accepted and before the answer came leaves the outcome unknown: the message goes again, under the same Message-ID.
/// </summary>
internal sealed partial class EmailTransport(EmailConnections connections, IOptions<EmailOptions> options, TimeProvider time) : IChannelTransport
{
    private const int MostAddresses = 50;
    private const int LongestAddress = 254;

    private readonly EmailOptions options = options.Value;

    public string Type => "email";

    public string? MissingSetting =>
        string.IsNullOrEmpty(options.Host) ? "Email:Host" : string.IsNullOrEmpty(options.From) ? "Email:From" : null;

    public IReadOnlyList<string> SettingFaults { get; } = [.. options.Value.Faults()];

    public TimeSpan TimeOut { get; init; } = TimeSpan.FromSeconds(30);

    public void Validate(JsonFields settings)
    {
        var addresses = settings.Texts("to", required: true, MostAddresses, LongestAddress);
        if (settings.Take("to") is { ValueKind: JsonValueKind.Array } to && to.GetArrayLength() == 0)
            settings.Fault("to", "must have at least one address");
        foreach (var address in addresses.Where(address => !IsAddress(address)))
            settings.Fault("to", $"'{NotificationPlainText.OneLine(address)}' is not an address such as a@example.org");
        foreach (var twice in addresses.GroupBy(address => address, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
            settings.Fault("to", $"'{NotificationPlainText.OneLine(twice.Key)}' is there more than once");
        settings.Close();
    }

    public IReadOnlyList<string> Recipients(JsonElement settings) =>
        [.. settings.GetProperty("to").EnumerateArray().Select(address => address.GetString()!)];

    public string Render(Channel channel, NotificationContent content)
    {
        var text = new NotificationText(channel, content);
        return $"{EmailText.Subject(text, content.Notification.Level)}\n\n{EmailText.Plain(text)}";
    }

    public ChannelPreview Preview(Channel channel, NotificationContent content)
    {
        var text = new NotificationText(channel, content);
        var level = content.Notification.Level;
        return new(EmailText.Subject(text, level), EmailText.Plain(text), EmailHtml.Render(text, level));
    }

    public async Task<SendOutcome> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        if (this.Obstacle() is { } obstacle)
            return new SendOutcome.Retry(null, obstacle);
        using var limit = new CancellationTokenSource(TimeOut, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var message = EmailMessage.Build(request, MailboxAddress.Parse(options.From!), time.GetUtcNow());
            var connection = await connections.OpenAsync(either.Token);
            return await SendAsync(connection, message, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SendOutcome.Retry(null, $"no answer within {TimeOut.TotalSeconds:0} s");
        }
        catch (Exception e) when (IsBeforeMessage(e))
        {
            return IsFinal(e) ? new SendOutcome.Rejected(Words(e)) : new SendOutcome.Retry(null, Words(e));
        }
    }

    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            connections.Keep(await connections.OpenAsync(cancellationToken));
        }
        catch (Exception e) when (IsBeforeMessage(e))
        {
            throw new ProbeException(Words(e));
        }
    }

    private static bool IsBeforeMessage(Exception e) =>
        e is AuthenticationException or SslHandshakeException or NotSupportedException or CommandException || IsLost(e);

    private async Task<SendOutcome> SendAsync(SmtpClient connection, MimeMessage message, CancellationToken cancellationToken)
    {
        var intact = false;
        try
        {
            var answer = await connection.SendAsync(message, cancellationToken);
            intact = true;
            return new SendOutcome.Delivered(QueueId().Match(answer) is { Success: true } id ? id.Groups[1].Value : message.MessageId, answer);
        }
        catch (SmtpCommandException refused)
        {
            return (int)refused.StatusCode < 500 ? new SendOutcome.Retry(null, Words(refused)) : new SendOutcome.Rejected(Words(refused));
        }
        catch (NotSupportedException e)
        {
            // The address or the text needs what this server cannot (SMTPUTF8).
            return new SendOutcome.Rejected(Words(e));
        }
        finally
        {
            if (intact)
                connections.Keep(connection);
            else
                connections.Drop(connection);
        }
    }

    /// <summary>The server says 5xx before it has seen a message: it lets nobody in, or not with these credentials.</summary>
    private static bool IsFinal(Exception e) => e switch
    {
        SmtpCommandException refused => (int)refused.StatusCode >= 500,
        AuthenticationException { InnerException: SmtpCommandException refused } => (int)refused.StatusCode >= 500,
        _ => e is AuthenticationException or ServiceNotAuthenticatedException,
    };

    private static bool IsLost(Exception e) =>
        e is SocketException or IOException or ProtocolException or TimeoutException or ServiceNotConnectedException or ServiceNotAuthenticatedException;

    private static string Words(Exception e) => e switch
    {
        SmtpCommandException refused => FormattableString.Invariant($"{(int)refused.StatusCode} {NotificationPlainText.OneLine(refused.Message)}"),
        SslHandshakeException => $"TLS: {NotificationPlainText.OneLine(e.GetBaseException().Message)}",
        AuthenticationException => $"authentication failed: {NotificationPlainText.OneLine(e.Message)}",
        _ => NotificationPlainText.OneLine(e.Message),
    };

    /// <summary>A bare address; display names and comments would make two names for one recipient.</summary>
    private static bool IsAddress(string text) =>
        MailboxAddress.TryParse(text, out var address) && address.Address == text && address.Domain.Length > 0;

    [GeneratedRegex(@"(?:queued as |\bid=|InternalId=)([A-Za-z0-9._-]+)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex QueueId();
}
