using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CsCheck;
using NotiLog.Notifications.Telegram;

namespace NotiLog.Tests.Notifications.Telegram;

public sealed partial class TelegramTextTests
{
    private const string Settings = """{"chatId":"-100123"}""";

    /// <summary>Texts made of all that is awkward: markup, entities, pairs of surrogates and halves of them, direction and control characters.</summary>
    private static readonly Gen<string> Awkward = Gen.OneOf(
            "<", ">", "&", "\"", "&lt;", "</pre>", "<script>", "💥", "\ud83d", "\udca5", "\u202e", "\u2066", "\u2067", "\u2069", "\0", "\r\n", "\n", "\u2029", "a", "слово ", "שלום ")
        .Array[0, 6000].Select(string.Concat);

    [Theory]
    [MemberData(nameof(Samples.All), MemberType = typeof(Samples))]
    public void Renders_as_the_golden_file(string sample, string language)
    {
        var html = Render(Samples.Of(sample), language);
        Golden.Holds($"{sample}.{language}.html", html);
        AssertWellFormed(html);
    }

    [Fact]
    public void Keeps_within_the_limit_and_well_formed_whatever_events_say() => Gen.Select(Awkward, Awkward, Gen.Int[1, 200]).Sample((message, service, count) =>
    {
        var one = SomeNotification.Event() with { Message = message, Service = service[..Math.Min(128, service.Length)] };
        var events = Enumerable.Range(0, Math.Min(count, 100)).Select(number => one with { Time = SomeNotification.At.AddHours(number) }).ToList();
        var html = Render(SomeNotification.Content(events, count), "ru");
        AssertWellFormed(html);
        Assert.True(html.Length <= TelegramText.Longest);
    }, iter: 200);

    [Fact]
    public void Cuts_a_long_message_visibly_and_uses_the_room_there_is()
    {
        var html = Render(SomeNotification.Content(SomeNotification.Event() with { Message = new string('<', 100_000) }), "en");
        Assert.Contains("… cut</pre>", html, StringComparison.Ordinal);
        Assert.EndsWith("Open in NotiLog</a>", html, StringComparison.Ordinal);
        Assert.InRange(html.Length, TelegramText.Longest - 6, TelegramText.Longest);
    }

    [Fact]
    public void Leaves_a_message_whole_that_just_fits()
    {
        var short1 = Render(SomeNotification.Content(SomeNotification.Event() with { Message = "" }), "en");
        var room = TelegramText.Longest - short1.Length;
        var fits = Render(SomeNotification.Content(SomeNotification.Event() with { Message = new string('x', room) }), "en");
        var exceeds = Render(SomeNotification.Content(SomeNotification.Event() with { Message = new string('x', room + 1) }), "en");
        Assert.DoesNotContain("… cut", fits, StringComparison.Ordinal);
        Assert.Contains("… cut", exceeds, StringComparison.Ordinal);
    }

    [Fact]
    public void Leaves_a_short_message_with_right_to_left_marks_whole()
    {
        const string Message = "a \u200fb\u200f <c>";
        var html = Render(SomeNotification.Content(SomeNotification.Event() with { Message = Message }), "en");
        Assert.Contains($"<pre>\u2068{WebUtility.HtmlEncode(Message).Replace("&#8207;", "\u200f", StringComparison.Ordinal)}\u2069</pre>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_times_in_the_zone_of_the_channel()
    {
        var channel = SomeNotification.Channel("telegram", Settings, "ru", "Europe/Moscow");
        Assert.Contains("23.11.2026 13:15:30 (Europe/Moscow, UTC+03:00)", TelegramText.Render(channel, Samples.Of("one")), StringComparison.Ordinal);
    }

    private static string Render(NotiLog.Notifications.NotificationContent content, string language) =>
        TelegramText.Render(SomeNotification.Channel("telegram", Settings, language), content);

    /// <summary>As Telegram reads it: only its tags, closed in order, only its four entities, no lone surrogates, isolates closed on their line.</summary>
    private static void AssertWellFormed(string html)
    {
        XElement.Parse($"<all>{html}</all>", LoadOptions.PreserveWhitespace);
        Assert.DoesNotContain('\ufffe', html);
        Assert.Empty(OtherTag().Matches(html));
        Assert.Empty(OtherEntity().Matches(html));
        Assert.All(Parsed(html).Split('\n'), line =>
            Assert.Equal(line.Count(c => c is >= '\u2066' and <= '\u2068'), line.Count(c => c == '\u2069')));
    }

    private static string Parsed(string html) => WebUtility.HtmlDecode(Tag().Replace(html, ""));

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<(?!/?(b|code|pre)>|a href=\"[^\"<>]*\">|/a>)")]
    private static partial Regex OtherTag();

    [GeneratedRegex("&(?!(lt|gt|amp|quot);)")]
    private static partial Regex OtherEntity();
}
