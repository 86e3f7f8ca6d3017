using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using NotiLog.Events;
using NotiLog.Notifications;
using NotiLog.Notifications.Email;

namespace NotiLog.Tests.Notifications.Email;

public sealed partial class EmailTextTests
{
    private static readonly MailboxAddress From = MailboxAddress.Parse("NotiLog <notilog@example.org>");

    [Theory]
    [MemberData(nameof(Samples.All), MemberType = typeof(Samples))]
    public void Renders_as_the_golden_files(string sample, string language)
    {
        var message = Build(Samples.Of(sample), language);
        Golden.Holds($"{sample}.{language}.txt", $"{message.Subject}\n\n{message.TextBody!.ReplaceLineEndings("\n")}");
        Golden.Holds($"{sample}.{language}.html", message.HtmlBody!.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Names_delivery_and_notification_in_its_headers()
    {
        var message = Build(Samples.Of("one"), "en");
        Assert.Equal("019ab000-0000-7000-8000-000000000003@notilog.example.org", message.MessageId);
        Assert.Equal("019ab000-0000-7000-8000-000000000002", message.Headers["X-NotiLog-Notification"]);
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
        Assert.Equal(SomeNotification.At, message.Date);
        Assert.Equal(["text/plain", "text/html"], ((Multipart)message.Body!).Select(part => part.ContentType.MimeType));
    }

    [Fact]
    public void Event_text_cannot_add_headers_or_markup()
    {
        var message = Reread(Build(Samples.Of("hostile"), "en"));
        Assert.Null(message.Headers["Bcc"]);
        Assert.DoesNotContain('\n', message.Subject!);
        Assert.StartsWith("[ERROR] pay Bcc: everybody@example.org <script>: \u2068<script>alert", message.Subject, StringComparison.Ordinal);
        Assert.Empty(ForeignTag().Matches(message.HtmlBody!));
    }

    [Fact]
    public void Shows_a_message_of_100_000_characters_whole()
    {
        var words = string.Concat(Enumerable.Range(0, 12_500).Select(number => $"{number:D5} я "));
        var message = Reread(Build(SomeNotification.Content(SomeNotification.Event() with { Message = words }), "en"));
        Assert.Contains(words, message.TextBody, StringComparison.Ordinal);
        Assert.Contains(words, message.HtmlBody, StringComparison.Ordinal);
        Assert.True(message.Subject!.Length <= 150);
        Assert.EndsWith("…", message.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_tests_and_counts_in_the_subject()
    {
        var content = SomeNotification.Content([SomeNotification.Event()], 12, isTest: true);
        Assert.Equal("[TEST] [ERROR] payments: payment 4711 failed (+11)", Build(content, "ru").Subject);
        var cut = Build(SomeNotification.Content([SomeNotification.Event() with { Message = new string('x', 500), Level = Level.Critical }], 12), "ru").Subject;
        Assert.StartsWith("[CRITICAL] payments: xxx", cut, StringComparison.Ordinal);
        Assert.EndsWith("x… (+11)", cut, StringComparison.Ordinal);
    }

    private static MimeMessage Build(NotificationContent content, string language) => EmailMessage.Build(
        SomeNotification.Request(SomeNotification.Channel("email", """{"to":["a@example.org"]}""", language), "a@example.org", content), From, SomeNotification.At);

    /// <summary>As it comes out of the wire's bytes.</summary>
    private static MimeMessage Reread(MimeMessage message)
    {
        using var wire = new MemoryStream();
        message.Prepare(EncodingConstraint.SevenBit);
        message.WriteTo(wire);
        Assert.All(Encoding.ASCII.GetString(wire.ToArray()).Split("\n"), line => Assert.True(line.Length <= 998));
        wire.Position = 0;
        return MimeMessage.Load(wire);
    }

    [GeneratedRegex("<(?!/?(html|head|meta|body|div|p|b|pre|table|tr|td|a|br)[ >]|!DOCTYPE html>)")]
    private static partial Regex ForeignTag();
}
