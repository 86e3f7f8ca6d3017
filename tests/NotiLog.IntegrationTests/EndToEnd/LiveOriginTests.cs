using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.EndToEnd;

/// <summary>A site that is served from elsewhere.</summary>
[Collection(CrashCollection.Name)]
public sealed class LiveOriginTests
{
    private const string Site = "https://logs.example.org";

    [Theory]
    [InlineData("/api/v1/events")]
    [InlineData("/api/v1/hubs/live/negotiate")]
    [InlineData("/signalr/live/negotiate")]
    public async Task Only_the_origin_of_the_site_may_call_and_connect(string path)
    {
        await using var app = await App.StartAsync(new Dictionary<string, string> { ["Site:BaseUrl"] = $"{Site}/console/" });
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = app.Address };

        using var own = await AskAsync(http, path, Site);
        using var other = await AskAsync(http, path, "https://elsewhere.example.org");

        Assert.Equal([Site], own.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Equal(["true"], own.Headers.GetValues("Access-Control-Allow-Credentials"));
        Assert.False(other.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient http, string path, string origin)
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, path);
        preflight.Headers.Add("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "authorization,x-signalr-user-agent");
        return await http.SendAsync(preflight);
    }
}
