using NotiLog.Notifications;

namespace NotiLog.Tests.Notifications;

public sealed class NotificationPlainTextTests
{
    [Fact]
    public void Removes_control_characters_and_halves_of_surrogate_pairs() =>
        Assert.Equal("a\nb\tc\nd\ne\ufffd💥", NotificationPlainText.Clean("a\r\nb\tc\rd\u2028e\0\u001b\u0085\ud83d💥"));

    [Fact]
    public void Makes_one_line_of_many() => Assert.Equal("a Bcc: b", NotificationPlainText.OneLine(" a\r\n\tBcc:\u00a0 b\n"));

    [Fact]
    public void Does_not_split_a_surrogate_pair_when_it_cuts() => Assert.Equal("a…", NotificationPlainText.Fit("a💥b", 3, "…"));

    [Fact]
    public void Isolates_only_lines_that_could_turn_others_around() =>
        Assert.Equal("plain\n\u2068\u202egnp.exe\u2069", NotificationPlainText.Isolated("plain\n\u202egnp.exe"));

    [Fact]
    public void Does_not_let_text_close_the_isolate_around_it() =>
        Assert.Equal("\u2068out \u202eside\u2069", NotificationPlainText.Isolated("\u2069out \u2069\u202eside"));

    [Fact]
    public void Closes_what_text_leaves_open() => Assert.Equal("\u2068\u2067a\u2066b\u2069\u2069\u2069", NotificationPlainText.Isolated("\u2067a\u2066b"));

    [Theory]
    [InlineData(0, "0 событий")]
    [InlineData(1, "1 событие")]
    [InlineData(2, "2 события")]
    [InlineData(4, "4 события")]
    [InlineData(5, "5 событий")]
    [InlineData(11, "11 событий")]
    [InlineData(12, "12 событий")]
    [InlineData(14, "14 событий")]
    [InlineData(21, "21 событие")]
    [InlineData(22, "22 события")]
    [InlineData(111, "111 событий")]
    [InlineData(1001, "1001 событие")]
    public void Counts_in_Russian(int count, string words) => Assert.Equal(words, NotificationTextWords.Russian.Events(count));

    [Theory]
    [InlineData(1, "1 event")]
    [InlineData(21, "21 events")]
    public void Counts_in_English(int count, string words) => Assert.Equal(words, NotificationTextWords.English.Events(count));
}
