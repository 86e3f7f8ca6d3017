using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NotiLog.IntegrationTests.Parts;
using NotiLog.Local;

namespace NotiLog.IntegrationTests.OpenApi;

/// <summary>The local host on SQLite with a Telegram stand-in, and a client that holds every answer against the document.</summary>
internal sealed class DescribedHost : IAsyncDisposable
{
    public const string OwnerKey = "nlo_0123456789abcdef0123456789abcdef";

    private readonly string folder = Directory.CreateTempSubdirectory("notilog-openapi-").FullName;
    private readonly OpenApiHandler handler = new();
    private LocalHost host = null!;
    private HttpClient client = null!;

    public TelegramStandIn Telegram { get; private init; } = null!;

    public IReadOnlyCollection<string> Met => handler.Met;

    public static async Task<DescribedHost> StartAsync(params (string Key, string Value)[] more)
    {
        var described = new DescribedHost { Telegram = await TelegramStandIn.StartAsync() };
        var settings = new Dictionary<string, string?>
        {
            ["Auth:OwnerKey"] = OwnerKey,
            ["Telegram:BotToken"] = TelegramStandIn.Token,
            ["Telegram:ApiBaseUrl"] = described.Telegram.Url,
        };
        foreach (var (key, value) in more)
            settings[key] = value;
        described.host = await LocalHost.BuildAsync(new LocalHostOptions { Port = 0, Data = described.folder, Site = false, Settings = settings }, CancellationToken.None);
        await described.host.StartAsync(CancellationToken.None);
        described.client = new HttpClient(described.handler) { BaseAddress = described.host.BaseAddress };
        return described;
    }

    /// <summary>Sends without a credential, as curl would, and expects the status.</summary>
    /// <param name="path">Below <c>/api</c>.</param>
    public async Task SendPlainAsync(HttpStatusCode expected, string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), OpenApiDocument.Server + path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await client.SendAsync(request);
        Assert.Equal(expected, response.StatusCode);
    }

    /// <summary>Sends, expects the status, and answers the body.</summary>
    /// <param name="path">Below <c>/api</c>.</param>
    public async Task<JsonElement> SendAsync(
        HttpStatusCode expected, string method, string path, string? body = null, string type = "application/json", string? credential = OwnerKey, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), OpenApiDocument.Server + path);
        if (credential is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, type);
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{method} {path} answered {(int)response.StatusCode}: {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        handler.Dispose();
        if (host is not null)
            await host.DisposeAsync();
        await Telegram.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
