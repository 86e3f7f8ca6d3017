using NotiLog.Events;
using NotiLog.Notifications;
using NotiLog.Schedule;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Notifications;

/// <summary>The app with channels that fall back on one another and providers that work or fail by channel.</summary>
internal sealed class ChainParts : IAsyncDisposable
{
    public const string Error = """{"level":"error","message":"payment failed","service":"payments"}""";

    private int errors;

    public AppParts App { get; } = new();

    /// <summary>What each channel's sends come to; delivered when it is not named.</summary>
    public Dictionary<string, object> Answers { get; } = [];

    public ChainParts() => App.Transport.Answer = request => Answers.GetValueOrDefault(request.Channel.Name);

    public static SendOutcome Refused(string words) => new SendOutcome.Rejected(words);

    public static SendOutcome Later(string words) => new SendOutcome.Retry(null, words);

    public ValueTask DisposeAsync() => App.DisposeAsync();

    /// <summary>Channels a, b..., each told to one recipient and falling back on the next; a route to those named.</summary>
    public async Task ChainAsync(string names = "abc", params string[] routed)
    {
        for (var i = names.Length - 1; i >= 0; i--)
        {
            var fallback = i == names.Length - 1 ? "null" : $"\"{names[i + 1]}\"";
            await App.ChannelAsync($"{names[i]}", $$"""{"type":"scripted","scripted":{"to":["to-{{names[i]}}"]},"fallback":{{fallback}}}""");
        }

        var channels = string.Join(',', (routed.Length == 0 ? [names[..1]] : routed).Select(name => $"\"{name}\""));
        await App.RouteAsync($$"""[{"name":"errors","match":["level>=error"],"channels":[{{channels}}],"groupBy":["service"]}]""");
    }

    /// <summary>Each opens a group of its own, so that it is told at once.</summary>
    public string NextError() => Error.Replace("payments", $"payments-{++errors}", StringComparison.Ordinal);

    /// <summary>The batch is routed and its messages wait in the queue.</summary>
    public async Task<Outgoing> RoutedAsync()
    {
        var outgoing = new Outgoing();
        await App.Get<BatchRouter>().RouteAsync((await App.IngestAsync(NextError())).Hints[0], outgoing, CancellationToken.None);
        return outgoing;
    }

    public async Task TellAsync() => await App.DrainAsync(await RoutedAsync());

    /// <summary>Passes once a step for a while, as the schedule does.</summary>
    public async Task LetGoByAsync(TimeSpan time, TimeSpan? step = null, IServiceProvider? instance = null)
    {
        var by = step ?? TimeSpan.FromSeconds(5);
        for (var gone = TimeSpan.Zero; gone < time; gone += by)
        {
            App.Time.Advance(by);
            await App.PassAsync(instance);
        }
    }

    /// <summary>The state of the only delivery through the channel.</summary>
    public async Task<Delivery> OfAsync(string channel) => Assert.Single(await App.DeliveriesAsync(), delivery => delivery.Channel == channel);

    public async Task<string> StatesAsync() =>
        string.Join(' ', (await App.DeliveriesAsync()).OrderBy(d => d.Channel).Select(d => $"{d.Channel}:{d.Status.Name()}"));

    /// <summary>How many sends each channel had, in all.</summary>
    public string Sends() =>
        string.Join(' ', App.Transport.Sent.GroupBy(s => s.Channel.Name).OrderBy(g => g.Key).Select(g => $"{g.Key}{g.Count()}"));
}
