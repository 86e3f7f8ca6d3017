using NotiLog.Liveness;
using NotiLog.Tables;

namespace NotiLog.Watches;

/// <summary>A turn at a series' row, which holds all of the watch that its deadlines need.</summary>
internal sealed class SeriesTurn : LifeTurn
{
    private Expectation expected;

    /// <param name="watchedSince">Nobody followed the series before it was made, or on again.</param>
    public SeriesTurn(TableRow read, DateTimeOffset now, DateTimeOffset watchedSince)
        : base(read, now, Expectation.Later(watchedSince, read.GetTime("followedSince") ?? default)) => (expected, Series) = (Expectation.FromRow(read), new(Guid.ParseExact(read.PartitionKey, "N"), read.GetString("name") ?? "", WatchRows.LabelsOf(read), Life.FromRow(read)));

    public WatchSeries Series { get; private set; }

    public override Life Life
    {
        get => Series.Life;
        protected set => Series = Series with { Life = value };
    }

    protected override Expectation Expected => expected.Blurred;

    /// <summary>A row for a series that is new.</summary>
    public static TableRow NewRow(Watch watch, SeriesKey key, Life life) => Take(
        life.ToRow(new TableRow(WatchRows.KeyOf(watch.Id), key.Id.ToString("N")).SetText("labels", key.ToJson()).Set("followedSince", life.Since)), watch);

    /// <summary>Takes over what has changed of the watch since; one that is off expects nothing, and one that is on again expects from now on.</summary>
    public void Follow(Watch watch)
    {
        if (Row.GetLong("version") >= watch.Version)
            return;
        Take(Row, watch);
        expected = watch.Expected;
        Series = Series with { WatchName = watch.Name };
        if (!watch.Enabled)
            Life = Life.Paused(Now);
        else if (Life.State == LifeState.Paused)
            (Life, _) = (Life.Resumed(Now) with { HeardAt = null, AwaitedSince = Now }, Row.Set("followedSince", Now));
    }

    /// <summary>An event of the series has come, of that time; one that comes late and is overdue itself ends nothing.</summary>
    public void See(DateTimeOffset time, Guid eventId)
    {
        if (time <= Life.HeardAt || Life.State == LifeState.Paused)
            return;
        Row.Set("lastEvent", eventId.ToString("N"));
        var was = Life;
        var heard = was.Heard(Now) with { HeardAt = time };
        var now = heard.At(Now, WatchedSince, Expected);
        Become(now.State == LifeState.Up || was.State is LifeState.Up or LifeState.New ? now : was with { HeardAt = time });
    }

    public void Look() => Become(Life.At(Now, WatchedSince, Expected));

    private static TableRow Take(TableRow row, Watch watch) => watch.Expected.ToRow(row).Set("name", watch.Name).Set("version", watch.Version);

    private void Become(Life life)
    {
        var was = Life;
        Life = life;
        if (WatchEvents.Of(Series, was, Now) is { } told)
            Raise(told);
    }
}
