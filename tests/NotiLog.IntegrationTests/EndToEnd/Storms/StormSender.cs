using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace NotiLog.IntegrationTests.EndToEnd.Storms;

/// <summary>What the senders were told is accepted, and what it took.</summary>
internal sealed class StormIngest
{
    private int requests;
    private int repeats;

    public ConcurrentDictionary<Guid, StormEvent> Accepted { get; } = new();

    public int Requests => requests;

    /// <summary>Sent again after no answer or a 503, or without need.</summary>
    public int Repeats => repeats;

    public void CountRepeat() => Interlocked.Increment(ref repeats);

    public void Accept(IReadOnlyList<StormEvent> sent, IReadOnlyList<Guid> ids)
    {
        Interlocked.Increment(ref requests);
        Assert.Equal(sent.Count, ids.Count);
        foreach (var (id, accepted) in ids.Zip(sent))
            Assert.True(Accepted.GetOrAdd(id, accepted) == accepted, $"{id} is the answer to {accepted} and to {Accepted[id]}");
    }
}

/// <summary>One of those who send: single events and batches under ids of their own, each request again until it is accepted.</summary>
internal sealed class StormSender(HttpClient http, int number, StormPlan plan, StormIngest ingest)
{
    private const int RequestsPerPhase = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Random random = new((plan.Seed * StormPlan.Senders) + number);

    public async Task RunAsync(CancellationToken enough)
    {
        var service = "";
        for (var request = 0; !enough.IsCancellationRequested; request++)
        {
            // Services come and go, so that groups open, fill and close.
            if (request % RequestsPerPhase == 0)
                service = StormRoutes.Services[random.Next(StormRoutes.Services.Length)];
            var events = Enumerable.Range(0, random.Next(3) == 0 ? 1 : random.Next(2, plan.MostEvents + 1)).Select(n => Next($"{number}-{request}-{n}", service)).ToList();
            var time = Calls.Now;
            var body = events.ConvertAll(e => new { id = e.Id, time, level = e.Level, message = $"storm {e.Id}", service = e.Service, host = $"host-{e.Id.Length % 2}" });
            await SendAsync(events, body.Count == 1 ? body[0] : body);
            if (random.Next(50) == 0)
            {
                ingest.CountRepeat();
                await SendAsync(events, body);
            }

            await Task.Delay(plan.Pace * 2 * random.NextDouble(), CancellationToken.None);
        }
    }

    private StormEvent Next(string id, string service) => new(
        id,
        service == "rare" || random.Next(10) > 0 ? service : StormRoutes.Services[random.Next(StormRoutes.Services.Length)],
        StormRoutes.Levels[random.Next(StormRoutes.Levels.Length)]);

    private async Task SendAsync(IReadOnlyList<StormEvent> events, object body)
    {
        while (await TryAsync(body) is var ids)
        {
            if (ids is not null)
            {
                ingest.Accept(events, ids);
                return;
            }

            ingest.CountRepeat();
            await Task.Delay(Pause);
        }
    }

    private async Task<IReadOnlyList<Guid>?> TryAsync(object body)
    {
        try
        {
            using var answer = await http.PostAsJsonAsync(Calls.Events, body);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
                return null;
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == HttpStatusCode.Accepted, $"Sender {number}: {(int)answer.StatusCode} {text}");
            return Calls.IdsOf(JsonSerializer.Deserialize<JsonElement>(text));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            return null;
        }
    }
}
