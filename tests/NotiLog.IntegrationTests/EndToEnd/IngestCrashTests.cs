using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NotiLog.IntegrationTests.Parts;
using Xunit.Abstractions;

namespace NotiLog.IntegrationTests.EndToEnd;

[Collection(CrashCollection.Name)]
public sealed class IngestCrashTests(ITestOutputHelper output)
{
    private const int Rounds = 5;
    private const int Clients = 4;
    private const int BatchSize = 25;

    private readonly ConcurrentDictionary<Guid, bool> acknowledged = new();
    private int acknowledgements;
    private int resent;

    [Fact]
    public async Task What_was_acknowledged_before_a_kill_is_there_once_and_told_once()
    {
        await using var telegram = await TelegramStandIn.StartAsync();
        await using var app = await App.StartAsync(new Dictionary<string, string>
        {
            ["Telegram:BotToken"] = TelegramStandIn.Token,
            ["Telegram:ApiBaseUrl"] = telegram.Url,
            ["Site:BaseUrl"] = Agreement.SiteUrl,
        });
        await app.PutAsync("/api/v1/channels/chat", new { type = "telegram", telegram = new { chatId = "1" } });
        await app.RouteAsync(new { name = "all", match = Array.Empty<string>(), channels = new[] { "chat" } });

        using var enough = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Clients).Select(n => Task.Run(() => SendAsync(app, n, enough.Token))).ToList();
        for (var round = 1; round <= Rounds; round++)
        {
            var moment = Volatile.Read(ref acknowledgements) + Random.Shared.Next(3, 60);
            await Eventually.HoldsAsync(() => Volatile.Read(ref acknowledgements) >= moment, () => $"only {acknowledgements} of {moment} in round {round}: {app.Output}");
            await app.KillAsync();
            await app.StartAgainAsync();
        }

        await enough.CancelAsync();
        await Task.WhenAll(clients).WaitAsync(TimeSpan.FromSeconds(60));
        await Agreement.AssertStoredOnceAsync(app, acknowledged.Keys.ToList());
        var twice = await Agreement.AssertToldOnceAsync(app, telegram, acknowledged.Keys.ToList());
        output.WriteLine($"{Rounds} kills: {acknowledged.Count} events acknowledged in {acknowledgements} batches, {resent} batches sent again, {twice} messages told twice (in flight at a kill)");
    }

    /// <summary>Batches with ids, each sent until it is acknowledged.</summary>
    private async Task SendAsync(App app, int client, CancellationToken enough)
    {
        using var http = app.Client(app.OwnerKey);
        for (var batch = 0; !enough.IsCancellationRequested; batch++)
        {
            var time = Calls.Now;
            var events = Enumerable.Range(0, BatchSize)
                .Select(n => new { id = $"{client}-{batch}-{n}", time, level = "warning", message = $"event {n} of {batch}", service = $"client-{client}" }).ToList();
            while (!await TryAsync(http, events))
                Interlocked.Increment(ref resent);
        }
    }

    private async Task<bool> TryAsync(HttpClient http, object events)
    {
        try
        {
            using var answer = await http.PostAsJsonAsync(Calls.Events, events);
            if (answer.StatusCode != HttpStatusCode.Accepted)
                return false;
            foreach (var id in Calls.IdsOf(await answer.Content.ReadFromJsonAsync<JsonElement>()))
                acknowledged[id] = true;
            Interlocked.Increment(ref acknowledgements);
            return true;
        }
        catch (HttpRequestException)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20));
            return false;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
