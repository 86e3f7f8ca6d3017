using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NotiLog.Notifications;
using NotiLog.Notifications.Replay;
using NotiLog.Requests;
using NotiLog.Routing;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Notifications.Replay;

/// <summary>Some minutes of events on routes of every kind, with quiet times and a silence, worked off second by second.</summary>
internal sealed class Traffic(int seed) : IAsyncDisposable
{
    public const int Seconds = 600;

    public const string Routes = """
        [{"name":"each","match":["level>=error"],"continue":true,"channels":["each"],"groupBy":["service"],"groupInterval":"30s"},
         {"name":"critical","match":["level>=critical"],"continue":true,"channels":["ops","spare"],"groupInterval":"5s"},
         {"name":"nobody","match":["level=warning"],"continue":true,"channels":[]},
         {"name":"off","match":[],"channels":["ops"],"enabled":false},
         {"name":"waits","match":["level>=error","service=~\"a|b\""],"channels":["ops"],"groupBy":["service"],"groupWait":"7s","groupInterval":"20s"},
         {"name":"rest","match":["level>=warning"],"channels":["ops","each","gone"],"groupBy":["service","host"],"groupInterval":"2m"}]
        """;

    private readonly Random random = new(seed);

    public AppParts App { get; } = new();

    public DateTimeOffset Start { get; private set; }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    public async Task DriveAsync()
    {
        foreach (var (name, settings) in new[] { ("spare", """{"to":["c"]}"""), ("each", """{"to":["d"],"each":true}"""), ("gone", """{"to":["e"]}""") })
        {
            var channel = JsonElement.Parse($$"""{"type":"scripted","enabled":{{(name == "gone" ? "false" : "true")}},"scripted":{{settings}}}""");
            Assert.True((await App.Get<ChannelEditor>().PutAsync(name, channel, "owner", CancellationToken.None)).Succeeded);
        }

        await App.RouteAsync(Routes);
        App.Time.Advance(TimeSpan.FromMinutes(1));
        Start = App.Time.GetUtcNow();
        for (var second = 0; second < Seconds; second++)
        {
            if (second == Seconds / 3)
                await SilenceAsync("""["service=b"]""", TimeSpan.FromSeconds(Seconds / 5));
            await SecondAsync(busy: second % 100 < 60);
        }

        for (var i = 0; i < 130; i++)
            await SecondAsync(busy: false);
    }

    public async Task SilenceAsync(string match, TimeSpan length)
    {
        var body = JsonElement.Parse($$"""{"match":{{match}},"endsAt":"{{App.Time.GetUtcNow() + length:O}}"}""");
        Assert.True((await App.Get<SilenceEditor>().CreateAsync(body, "owner", CancellationToken.None)).Succeeded);
    }

    public RoutingReplay Replay(ReplayBudget budget) => ActivatorUtilities.CreateInstance<RoutingReplay>(
        App.Get<IServiceProvider>(), ActivatorUtilities.CreateInstance<ReplayScan>(App.Get<IServiceProvider>(), budget));

    /// <summary>The whole replay, page by page, each cursor as a client would send it back.</summary>
    public async Task<(ReplayJson Last, int Pages)> ReplayAsync(DateTimeOffset from, DateTimeOffset to, string? draft = null, ReplayBudget? budget = null)
    {
        var replay = Replay(budget ?? ReplayBudget.Default);
        string? cursor = null;
        for (var pages = 1; ; pages++)
        {
            var body = new Dictionary<string, object?> { ["from"] = from, ["to"] = to, ["cursor"] = cursor, ["routing"] = draft is null ? null : JsonElement.Parse($$"""{"routes":{{draft}}}""") };
            var request = ReplayRequest.Read(JsonSerializer.SerializeToElement(body), App.Time.GetUtcNow());
            Assert.True(request.Succeeded, Words(request.Problem));
            var page = await replay.ReplayAsync(request.Value, CancellationToken.None);
            Assert.True(page.Succeeded, Words(page.Problem));
            if (page.Value.NextCursor is null)
                return (page.Value, pages);
            cursor = page.Value.NextCursor;
        }
    }

    public async Task<IReadOnlyList<ToldNotification>> NotificationsAsync(TellingQuery query)
    {
        var told = new List<ToldNotification>();
        string? cursor = null;
        do
        {
            var page = await App.Get<TellingReader>().NotificationsAsync(query, 1000, cursor, CancellationToken.None);
            told.AddRange(page.Value.Items);
            cursor = page.Value.NextCursor;
        }
        while (cursor is not null);
        return told;
    }

    /// <summary>What was told in that time, a line for each route.</summary>
    public async Task<IReadOnlyList<string>> ToldAsync(DateTimeOffset from, DateTimeOffset to)
    {
        var told = await NotificationsAsync(new TellingQuery { From = from, To = to });
        return Lines(told.GroupBy(one => one.Notification.Route).Select(route => (
            route.Key,
            (long)route.Count(),
            route.Sum(one => (long)one.Notification.Count),
            route.SelectMany(one => one.Deliveries.Select(delivery => delivery.Channel).Distinct()).CountBy(channel => channel).Select(channel => KeyValuePair.Create(channel.Key, (long)channel.Value)))));
    }

    public static IReadOnlyList<string> Lines(ReplaySideJson side) => Lines(side.Routes
        .Where(route => route.Notifications > 0)
        .Select(route => (route.Route, route.Notifications, route.Events, route.Channels.Where(channel => channel.Value > 0))));

    private static IReadOnlyList<string> Lines(IEnumerable<(string Route, long Notifications, long Events, IEnumerable<KeyValuePair<string, long>> Channels)> routes) =>
        [.. routes.Select(route => $"{route.Route}: {route.Notifications} of {route.Events} by {string.Join(", ", route.Channels.OrderBy(channel => channel.Key).Select(channel => $"{channel.Key} {channel.Value}"))}").Order()];

    private async Task SecondAsync(bool busy)
    {
        var left = TimeSpan.FromSeconds(1);
        for (var batches = busy ? random.Next(4) - 1 : 0; batches > 0; batches--)
        {
            var step = left * random.NextDouble() * 0.7;
            left -= step;
            App.Time.Advance(step);
            var events = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Event());
            await App.TellAsync(await App.IngestAsync($"[{string.Join(',', events)}]"));
        }

        App.Time.Advance(left);
        await App.PassAsync();
    }

    /// <summary>Some say when they happened: a little ago, long ago or a little ahead.</summary>
    private string Event()
    {
        string[] levels = ["info", "warning", "warning", "error", "error", "critical"];
        var drift = random.Next(10) switch { 0 => -random.Next(600), 1 => random.Next(40), _ => 0 };
        var time = drift == 0 ? "" : $"\"time\":\"{App.Time.GetUtcNow().AddSeconds(drift):O}\",";
        return $$"""{{{time}}"level":"{{levels[random.Next(6)]}}","message":"m","service":"{{"abcd"[random.Next(4)]}}","host":"{{"xy"[random.Next(2)]}}"}""";
    }

    private static string Words(Problem? problem) =>
        problem is null ? "" : problem.Detail + string.Join("; ", problem.Faults?.ByField.Select(fault => $"{fault.Key} {fault.Value[0]}") ?? []);
}
