using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace NotiLog.Tests.Hosting;

public sealed class SignalRTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private SampleHost host = null!;

    public async Task InitializeAsync() => host = await SampleHost.StartAsync(typeof(SignalRSamples));

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task A_client_is_redirected_speaks_and_is_spoken_to(HttpTransportType transport)
    {
        await using var ann = await Client.StartAsync(host, "talk/ann", transport);
        await using var bob = await Client.StartAsync(host, "talk/bob", transport);

        await ann.Connection.SendAsync("say", "bob", new { Greeting = "привет", n = 1 });
        await ann.Connection.SendAsync("SAY", "all", 7);

        Assert.Equal($"welcome {ann.Connection.ConnectionId}", await ann.NextAsync());
        Assert.Equal("said ann 7", await ann.NextAsync());
        Assert.Equal($"welcome {bob.Connection.ConnectionId}", await bob.NextAsync());
        Assert.Equal("""said ann {"greeting":"привет","n":1}""", await bob.NextAsync());
        Assert.Equal("said ann 7", await bob.NextAsync());
        await bob.Connection.StopAsync();
        var journal = await host.WaitAsync(lines => lines.Contains("disconnected bob"));
        Assert.Contains(journal, line => line.StartsWith("connected ann", StringComparison.Ordinal) && !line.Contains("access_token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Invocations_complete_with_nothing_and_failures_stay_inside()
    {
        await using var ann = await Client.StartAsync(host, "talk/ann");

        Assert.Null(await ann.Connection.InvokeAsync<object?>("say", "nobody", "x"));
        Assert.Null(await ann.Connection.InvokeAsync<object?>("say", "fail", "x"));
        var unknown = await Assert.ThrowsAsync<HubException>(() => ann.Connection.InvokeAsync("sing", 1, 2, 3));
        await ann.Connection.SendAsync("sing");
        await ann.Connection.SendAsync("dispatch", "say", new[] { "all", "x" });
        await ann.Connection.SendAsync("say", "all", "still here");

        Assert.Contains("sing", unknown.Message, StringComparison.Ordinal);
        Assert.StartsWith("welcome", await ann.NextAsync(), StringComparison.Ordinal);
        Assert.Equal("said ann still here", await ann.NextAsync());
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Half_a_megabyte_passes_both_ways(HttpTransportType transport)
    {
        await using var ann = await Client.StartAsync(host, "talk/ann", transport);
        var text = new string('я', 250_000);

        await ann.Connection.SendAsync("say", "all", text);

        Assert.StartsWith("welcome", await ann.NextAsync(), StringComparison.Ordinal);
        Assert.Equal($"said ann {text}", await ann.NextAsync());
    }

    [Fact]
    public async Task A_hub_is_deaf_to_another_also_for_a_user_of_the_same_name()
    {
        await using var ann = await Client.StartAsync(host, "talk/ann");
        await using var reader = await Client.StartAsync(host, "news");

        await reader.Connection.SendAsync("say", "all", "from the wrong hub");
        await ann.Connection.SendAsync("say", "all", "mine");
        Assert.StartsWith("welcome", await ann.NextAsync(), StringComparison.Ordinal);
        Assert.Equal("said ann mine", await ann.NextAsync());

        Assert.False(reader.Received.TryRead(out _));
        Assert.DoesNotContain(host.Journal.Lines, line => line.StartsWith(" says", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_opens_its_own_hub_in_header_and_query_and_no_other()
    {
        var (url, token) = await NegotiateAsync("talk/ann");
        Assert.Equal(new Uri(host.Client.BaseAddress!, "/signalr/talk"), url);

        Assert.Equal(HttpStatusCode.OK, await TryAsync($"/signalr/talk/negotiate?negotiateVersion=1&access_token={token}"));
        Assert.Equal(HttpStatusCode.OK, await TryAsync("/signalr/talk/negotiate?negotiateVersion=1", token));
        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync("/signalr/news/negotiate?negotiateVersion=1", token));
        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync("/signalr/talk/negotiate?negotiateVersion=1"));
        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync("/signalr/talk/negotiate", token[..^2] + "AA"));
        using var socket = new ClientWebSocket();
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://{url.Authority}/signalr/talk"), CancellationToken.None));
    }

    [Fact]
    public async Task Behind_a_proxy_the_address_is_the_proxys()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/talk/ann/negotiate");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "logs.example.org");
        using var answer = await host.Client.SendAsync(request);

        Assert.Equal("https://logs.example.org/signalr/talk", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("url").GetString());
    }

    [Fact]
    public async Task Clients_go_without_a_word_when_the_host_stops()
    {
        await using var ann = await Client.StartAsync(host, "talk/ann");
        Assert.StartsWith("welcome", await ann.NextAsync(), StringComparison.Ordinal);

        await host.StopAsync().WaitAsync(Patience);

        Assert.DoesNotContain("disconnected ann", host.Journal.Lines);
    }

    private async Task<(Uri Url, string Token)> NegotiateAsync(string path)
    {
        using var answer = await host.Client.PostAsync(new Uri($"/api/{path}/negotiate", UriKind.Relative), null);
        var connection = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (new Uri(connection.GetProperty("url").GetString()!), connection.GetProperty("accessToken").GetString()!);
    }

    private async Task<HttpStatusCode> TryAsync(string path, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        using var answer = await host.Client.SendAsync(request);
        return answer.StatusCode;
    }

    private sealed class Client(HubConnection connection) : IAsyncDisposable
    {
        private readonly Channel<string> received = Channel.CreateUnbounded<string>();

        public HubConnection Connection => connection;

        public ChannelReader<string> Received => received.Reader;

        public static async Task<Client> StartAsync(SampleHost host, string path, HttpTransportType transport = HttpTransportType.WebSockets)
        {
            var client = new Client(new HubConnectionBuilder().WithUrl(new Uri(host.Client.BaseAddress!, $"/api/{path}"), transport).Build());
            client.Connection.On<string>("welcome", id => client.received.Writer.TryWrite($"welcome {id}"));
            client.Connection.On<string, JsonElement>("said", (by, text) => client.received.Writer.TryWrite($"said {by} {text}"));
            await client.Connection.StartAsync();
            return client;
        }

        public async Task<string> NextAsync() => await received.Reader.ReadAsync().AsTask().WaitAsync(Patience);

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
