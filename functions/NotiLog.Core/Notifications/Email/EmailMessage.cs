using MimeKit;
using MimeKit.Text;

namespace NotiLog.Notifications.Email;

/// <summary>Builds the MIME message. The same delivery always gets the same Message-ID, so that a repeat can be told.</summary>
internal static class EmailMessage
{
    public static MimeMessage Build(SendRequest request, MailboxAddress from, DateTimeOffset date)
    {
        var text = new NotificationText(request.Channel, request.Content);
        var level = request.Content.Notification.Level;
        var message = new MimeMessage
        {
            Subject = EmailText.Subject(text, level),
            Date = date,
            MessageId = $"{request.DeliveryId}@notilog.{MailboxAddress.EncodeAddrspec(from.Address).Split('@')[^1]}",
            Body = new MultipartAlternative
            {
                new TextPart(TextFormat.Plain) { Text = EmailText.Plain(text) },
                new TextPart(TextFormat.Html) { Text = EmailHtml.Render(text, level) },
            },
        };
        message.From.Add(from);
        message.To.Add(MailboxAddress.Parse(request.Recipient));
        message.Headers.Add("X-NotiLog-Notification", request.Content.Notification.Id.ToString());
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }
}
