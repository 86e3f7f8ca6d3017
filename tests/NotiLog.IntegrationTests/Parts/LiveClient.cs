using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace NotiLog.IntegrationTests.Parts;

/// <summary>What a hub sent: the target and its argument.</summary>
internal sealed record LiveMessage(string Target, JsonElement Argument);

/// <summary>A client of one of the hubs, in .NET or in JavaScript.</summary>
internal interface ILiveClient : IAsyncDisposable
{
    Arrivals<LiveMessage> Received { get; }

    Task SendAsync(string target, params object[] arguments);

    /// <summary>Returns when it is connected again after a connection was lost.</summary>
    Task ReconnectedAsync();
}

/// <summary>Connects clients as somebody would who has an address and a key.</summary>
internal static class LiveClients
{
    public static readonly string[] Targets = ["events", "agentChanged", "deliveryChanged", "configure", "refused", "ping"];

    /// <param name="hub"><c>live</c>, or <c>agents/{id}</c>.</param>
    public static async Task<ILiveClient> ConnectAsync(this App app, string hub, string key, HttpTransportType transport = HttpTransportType.WebSockets) =>
        await DotNetClient.StartAsync(new Uri(app.Address, $"/api/v1/hubs/{hub}"), key, transport);

    public static async Task<ILiveClient> ConnectInJavaScriptAsync(this App app, string hub, string key, string transport = "WebSockets") =>
        await JavaScriptClient.StartAsync(new Uri(app.Address, $"/api/v1/hubs/{hub}"), key, transport);

    private sealed class DotNetClient(HubConnection connection) : ILiveClient
    {
        private readonly Arrivals<string> reconnected = new();

        public Arrivals<LiveMessage> Received { get; } = new();

        public static async Task<DotNetClient> StartAsync(Uri url, string key, HttpTransportType transport)
        {
            var client = new DotNetClient(new HubConnectionBuilder()
                .WithUrl(url, transport, options => options.AccessTokenProvider = () => Task.FromResult<string?>(key))
                .WithAutomaticReconnect(new Soon())
                .Build());
            await client.StartAsync();
            return client;
        }

        public Task SendAsync(string target, params object[] arguments) => connection.SendCoreAsync(target, arguments);

        public Task ReconnectedAsync() => reconnected.NextAsync();

        public ValueTask DisposeAsync() => connection.DisposeAsync();

        private Task StartAsync()
        {
            foreach (var target in Targets)
                connection.On(target, target == "ping" ? [] : [typeof(JsonElement)], arguments => Take(target, arguments));
            connection.Reconnected += id =>
            {
                reconnected.Add(id!);
                return Task.CompletedTask;
            };
            return connection.StartAsync();
        }

        private Task Take(string target, object?[] arguments)
        {
            Received.Add(new LiveMessage(target, arguments is [JsonElement argument] ? argument : default));
            return Task.CompletedTask;
        }

        private sealed class Soon : IRetryPolicy
        {
            public TimeSpan? NextRetryDelay(RetryContext retryContext) => TimeSpan.FromMilliseconds(200);
        }
    }

    private sealed class JavaScriptClient(Process process) : ILiveClient
    {
        private readonly Arrivals<string> connections = new();

        public Arrivals<LiveMessage> Received { get; } = new();

        public static async Task<JavaScriptClient> StartAsync(Uri url, string key, string transport)
        {
            var modules = await Parts.InstallAsync("live");
            string[] arguments =
            [
                Path.Combine(AppContext.BaseDirectory, "live", "live.mjs"), "--modules", modules, "--url", url.AbsoluteUri, "--key", key,
                "--transport", transport, "--listen", string.Join(',', Targets),
            ];
            var client = new JavaScriptClient(Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!);
            client.process.OutputDataReceived += (_, line) => client.Take(line.Data);
            client.process.BeginOutputReadLine();
            var first = await client.connections.NextAsync();
            if (!first.StartsWith("connected", StringComparison.Ordinal))
                throw new InvalidOperationException(first);
            return client;
        }

        private Process process { get; } = process;

        public async Task SendAsync(string target, params object[] arguments)
        {
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(arguments.Prepend(target)));
            await process.StandardInput.FlushAsync();
        }

        public Task ReconnectedAsync() => connections.NextAsync(line => line.StartsWith("reconnected", StringComparison.Ordinal));

        public async ValueTask DisposeAsync()
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        private void Take(string? line)
        {
            if (string.IsNullOrEmpty(line))
                return;
            var said = JsonElement.Parse(line);
            if (said.TryGetProperty("target", out var target))
                Received.Add(new LiveMessage(target.GetString()!, said.GetProperty("argument")));
            else
                connections.Add(said.EnumerateObject().Select(member => $"{member.Name} {member.Value}").First());
        }
    }
}
