using NotiLog.Events;
using NotiLog.Requests;
using NotiLog.Routing;

namespace NotiLog.Tests.Routing;

public sealed class SilencesTests
{
    private static readonly DateTimeOffset Noon = RoutingSamples.Noon;

    [Theory]
    [InlineData(-1, SilenceState.Pending)]
    [InlineData(9, SilenceState.Pending)]
    [InlineData(10, SilenceState.Active)]
    [InlineData(19, SilenceState.Active)]
    [InlineData(20, SilenceState.Expired)]
    public void A_silence_is_pending_then_active_then_expired(int minute, SilenceState expected)
    {
        var silence = Read("""{"match":["level>=trace"],"startsAt":"2026-11-23T12:10:00Z","endsAt":"2026-11-23T12:20:00Z"}""");
        Assert.Equal(expected, silence.StateAt(Noon.AddMinutes(minute)));
        Assert.Equal(expected == SilenceState.Active, MutedAt(Noon.AddMinutes(minute), silence));
    }

    [Fact]
    public void It_decides_only_about_what_is_received_after_it_was_made()
    {
        var silence = Read("""{"match":["level>=trace"],"startsAt":"2026-11-23T11:00:00Z","endsAt":"2026-11-23T13:00:00Z"}""");
        Assert.False(MutedAt(Noon.AddSeconds(-1), silence));
        Assert.True(MutedAt(Noon, silence));
    }

    [Fact]
    public void Deletion_ends_it_and_changes_nothing_before()
    {
        var deleted = Read("""{"match":["level>=trace"],"endsAt":"2026-11-23T13:00:00Z"}""") with { DeletedAt = Noon.AddMinutes(5) };
        Assert.True(MutedAt(Noon.AddMinutes(4), deleted));
        Assert.False(MutedAt(Noon.AddMinutes(5), deleted));
        Assert.Equal(SilenceState.Expired, deleted.StateAt(Noon.AddMinutes(5)));
    }

    [Fact]
    public void All_matchers_must_hold_and_the_oldest_silence_is_the_one()
    {
        var narrow = Read("""{"match":["service=payments","level>=error"],"endsAt":"2026-11-23T13:00:00Z"}""");
        var wide = Read("""{"match":["service=~\"pay.*\""],"endsAt":"2026-11-23T13:00:00Z"}""") with { CreatedAt = Noon.AddMinutes(1) };
        var inForce = new Silences([wide, narrow]).At(Noon.AddMinutes(2));
        Assert.Equal(narrow, inForce.Of(RoutingSamples.Event(e => e with { Service = "payments", Level = Level.Error })));
        Assert.Equal(wide, inForce.Of(RoutingSamples.Event(e => e with { Service = "payments", Level = Level.Info })));
        Assert.Null(inForce.Of(RoutingSamples.Event(e => e with { Service = "web" })));
        Assert.False(new Silences([wide, narrow]).At(Noon.AddHours(1)).Any);
    }

    [Fact]
    public void A_recovery_passes()
    {
        var inForce = new Silences([Read("""{"match":["level>=trace"],"endsAt":"2026-11-23T13:00:00Z"}""")]).At(Noon);
        Assert.NotNull(inForce.Of(RoutingSamples.Event()));
        Assert.Null(inForce.Of(RoutingSamples.Event(e => e with { Recovers = true, EndedLevel = Level.Critical })));
    }

    [Fact]
    public void A_silence_that_would_mute_everything_must_say_so()
    {
        var fault = Assert.Single(FaultsOf("""{"match":[],"endsAt":"2026-11-23T13:00:00Z"}"""));
        Assert.Equal("match", fault.Key);
        Assert.Contains("level>=trace", Assert.Single(fault.Value), StringComparison.Ordinal);
        Assert.Empty(FaultsOf("""{"match":["level>=trace"],"endsAt":"2026-11-23T13:00:00Z"}"""));
    }

    [Theory]
    [InlineData("""{}""", "match", "endsAt")]
    [InlineData("""{"match":["level>=trace","nonsense"],"endsAt":"2026-11-23T12:00:00Z"}""", "match[1]", "endsAt")]
    [InlineData("""{"match":["level>=trace"],"startsAt":"2026-11-23T13:00:00Z","endsAt":"2026-11-23T13:00:00Z"}""", "endsAt")]
    [InlineData("""{"match":["level>=trace"],"startsAt":"soon","endsAt":"later"}""", "startsAt", "endsAt")]
    [InlineData("""{"match":["level>=trace"],"startsAt":"2025-11-22T12:00:00Z","endsAt":"2027-11-24T12:00:00Z","by":"me"}""", "startsAt", "endsAt", "by")]
    [InlineData("""{"match":["level>=trace"],"endsAt":"2026-11-23T13:00:00Z","comment":7}""", "comment")]
    public void Every_fault_is_named(string body, params string[] expected) =>
        Assert.Equal(expected, FaultsOf(body).Keys);

    [Fact]
    public void A_comment_has_at_most_1000_characters_and_may_have_lines()
    {
        static string Body(string comment) => $$"""{"match":["level>=trace"],"endsAt":"2026-11-23T13:00:00Z","comment":"{{comment}}"}""";
        Assert.Equal("comment", Assert.Single(FaultsOf(Body(new string('x', 1001)))).Key);
        Assert.Equal("a\nb", Read(Body("a\\nb")).Comment);
        Assert.Null(Read(Body("")).Comment);
    }

    private static bool MutedAt(DateTimeOffset receivedAt, Silence silence) => new Silences([silence]).At(receivedAt).Of(RoutingSamples.Event()) is not null;

    private static IReadOnlyDictionary<string, List<string>> FaultsOf(string body) =>
        SilenceRequest.Read(RoutingSamples.Json(body), Noon).Problem?.Faults?.ByField ?? new Faults().ByField;

    private static Silence Read(string body)
    {
        var read = SilenceRequest.Read(RoutingSamples.Json(body), Noon).Value;
        return new(Guid.NewGuid(), read.Match, read.StartsAt, read.EndsAt, read.Comment, Noon, "ann");
    }
}
