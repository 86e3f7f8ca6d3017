using System.Text;
using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.EndToEnd;

[Collection(CrashCollection.Name)]
public sealed class SecretsTests
{
    private const string KafkaPassword = "a-password-of-kafka-4711";
    private const string OtlpSecret = "a-secret-of-otlp-4711";

    [Fact]
    public async Task No_secret_is_in_the_logs_the_database_or_the_answers()
    {
        await using var providers = await Providers.StartAsync();
        await using var watchdog = await WatchdogStandIn.StartAsync();
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var app = await App.StartAsync(new Dictionary<string, string>([.. providers.Settings, .. receiver.Settings])
        {
            ["Delivery:InitialBackoff"] = "1s",
            ["Watchdog:PingUrl"] = watchdog.PingUrl,
            ["Kafka:SecurityProtocol"] = "SaslPlaintext",
            ["Kafka:SaslUsername"] = "notilog",
            ["Kafka:SaslPassword"] = KafkaPassword,
            ["OTEL_EXPORTER_OTLP_HEADERS"] = $"authorization=Bearer {OtlpSecret}",
            ["Logging:LogLevel:Default"] = "Trace",
        });
        await app.PutChannelsAsync();
        await app.RouteAsync(new { name = "all", match = Array.Empty<string>(), channels = new[] { "chat", "mail", "topic" }, groupBy = new[] { "service" } });
        var token = Calls.Text(await app.PostAsync("/api/v1/tokens", new { name = "t", role = "operator" }), "secret")!;
        var agent = await app.PostAsync("/api/v1/agents", new { name = "a" });
        var rotated = Calls.Text(await app.PostAsync($"/api/v1/agents/{Calls.Text(agent, "id")}/key", new { }), "key")!;
        string[] secrets =
        [
            app.OwnerKey, token, Calls.Text(agent, "key")!, rotated, TelegramStandIn.Token, Providers.MailPassword, KafkaPassword, WatchdogStandIn.Secret, OtlpSecret,
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0notilog\0{Providers.MailPassword}")),
        ];

        // Operators may read where an agent pings, so it is in the database and in answers; what is logged and exported holds it nowhere.
        var ping = new Uri(Calls.Text(await app.GetAsync($"/api/v1/agents/{Calls.Text(agent, "id")}"), "pingUrl")!);
        string[] unlogged = [.. secrets, ping.Segments[^1]];
        foreach (var path in (string[])["", "/start", "/fail", "/7", "/nonsense"])
            await app.Http.GetAsync(ping.AbsolutePath + path);

        var answers = new StringBuilder();
        foreach (var key in secrets)
        {
            using var http = app.Client(key);
            answers.Append(await (await http.GetAsync($"{Calls.Events}?unknown=1")).Content.ReadAsStringAsync());
            answers.Append(await (await http.PostAsync(Calls.Events, Calls.Json("{"))).Content.ReadAsStringAsync());
        }

        // Every way in which a provider can fail, so that what it said is logged and recorded.
        providers.Telegram.Answer(TelegramAnswer.Refuse(401, "Unauthorized"), TelegramAnswer.BadGateway, TelegramAnswer.Drop, TelegramAnswer.Refuse(500, $"failed at /bot{TelegramStandIn.Token}/sendMessage"));
        await app.IngestAsync(new { level = "error", message = "first", service = "first" });
        await app.IngestAsync(new { level = "error", message = "second", service = "second" });
        await Eventually.HoldsAsync(() => providers.Telegram.Received.Count >= 4, () => "Telegram was not called");
        await providers.GoAsync();
        await app.IngestAsync(new { level = "error", message = "third", service = "third" });
        foreach (var channel in (string[])["chat", "mail"])
            answers.Append(await app.PostAsync($"/api/v1/channels/{channel}/test", new { }));
        foreach (var path in (string[])["/api/v1/deliveries?limit=1000", "/api/v1/tokens", "/api/v1/agents", "/api/v1/channels", "/api/health/ready"])
            answers.Append(await app.GetAsync(path));
        await Eventually.HoldsAsync(() => receiver.Spans.Any(span => span.Name == "deliver telegram") && receiver.Points.Count > 0 && watchdog.Received > 0, () => "no telemetry came");
        app.SendTerminate();
        Assert.Equal(0, await app.EndAsync());

        AssertNone(secrets, "answers", Encoding.UTF8.GetBytes(answers.ToString()));
        foreach (var (signal, body) in receiver.Received)
            AssertNone(unlogged, $"the exported {signal}", body);
        Assert.Contains(receiver.Received, one => one.Path == "logs" && one.Body.AsSpan().IndexOf("Kafka client: "u8) >= 0);
        AssertNone(unlogged, "output", Encoding.UTF8.GetBytes(app.Output));
        var files = Directory.GetFiles(app.Data, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) is not ("owner-key" or "lock")).ToList();
        Assert.Contains(files, file => file.EndsWith(".log", StringComparison.Ordinal));
        Assert.Contains(files, file => File.ReadAllBytes(file).AsSpan().IndexOf(" Debug NotiLog."u8) >= 0);
        Assert.Contains(files, file => file.EndsWith(".db", StringComparison.Ordinal));
        foreach (var file in files)
            AssertNone(file.EndsWith(".log", StringComparison.Ordinal) ? unlogged : secrets, file, await File.ReadAllBytesAsync(file));
        AssertFindable(files);
    }

    private static void AssertNone(IEnumerable<string> secrets, string where, byte[] bytes)
    {
        foreach (var secret in secrets)
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) < 0 && bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(secret)) < 0, $"a secret is in {where}");
    }

    /// <summary>The search finds what is there: the text of an event.</summary>
    private static void AssertFindable(IEnumerable<string> files) =>
        Assert.Contains(files, file => File.ReadAllBytes(file).AsSpan().IndexOf("third"u8) >= 0);
}
