using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.EndToEnd;

[Collection(CrashCollection.Name)]
public sealed class ShutdownTests
{
    private const int InFlight = 6;

    [Fact]
    public async Task A_terminated_process_answers_what_is_in_flight_and_loses_nothing()
    {
        await using var telegram = await TelegramStandIn.StartAsync();
        await using var app = await App.StartAsync(new Dictionary<string, string>
        {
            ["Telegram:BotToken"] = TelegramStandIn.Token,
            ["Telegram:ApiBaseUrl"] = telegram.Url,
            ["Site:BaseUrl"] = Agreement.SiteUrl,
        });
        await app.PutAsync("/api/v1/channels/chat", new { type = "telegram", telegram = new { chatId = "1" } });
        await app.RouteAsync(new { name = "all", match = Array.Empty<string>(), channels = new[] { "chat" }, groupBy = new[] { "service" } });
        var ids = new List<Guid>(await app.IngestAsync(new { level = "error", message = "before" }));

        var held = Enumerable.Range(0, InFlight).Select(n => new HeldContent($$"""{"level":"error","message":"in flight {{n}}","service":"s{{n}}"}""")).ToList();
        var answers = held.ConvertAll(content => app.Http.PostAsync(Calls.Events, content));
        await Task.WhenAll(held.Select(content => content.Begun)).WaitAsync(TimeSpan.FromSeconds(20));
        await app.GetAsync("/api/health");
        app.SendTerminate();
        await Eventually.HoldsAsync(async () => !await ListensAsync(app), () => "new calls are still taken");
        held.ForEach(content => content.Release());
        foreach (var answer in await Task.WhenAll(answers))
        {
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            ids.AddRange(Calls.IdsOf(JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync())));
        }

        Assert.Equal(0, await app.EndAsync());
        Assert.Contains("NotiLog has stopped.", app.Output, StringComparison.Ordinal);
        await app.StartAgainAsync();
        await Agreement.AssertStoredOnceAsync(app, ids);
        Assert.Equal(0, await Agreement.AssertToldOnceAsync(app, telegram, ids));
    }

    private static async Task<bool> ListensAsync(App app)
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, app.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>A body whose second half is kept back.</summary>
    private sealed class HeldContent : HttpContent
    {
        private readonly byte[] body;
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HeldContent(string json)
        {
            body = System.Text.Encoding.UTF8.GetBytes(json);
            Headers.ContentType = new("application/json");
        }

        public Task Begun => begun.Task;

        public void Release() => released.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(body.AsMemory(0, body.Length / 2));
            await stream.FlushAsync();
            begun.SetResult();
            await released.Task;
            await stream.WriteAsync(body.AsMemory(body.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
