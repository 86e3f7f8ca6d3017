using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace NotiLog.Benchmarks.Parts;

/// <summary>Connections that watch, as browsers do, by WebSockets.</summary>
internal sealed class Browsers : IAsyncDisposable
{
    private const int AtOnce = 20;

    private readonly ConcurrentBag<HubConnection> connections = [];
    private readonly int count;
    private Shown shown;

    private Browsers(int count) => (this.count, shown) = (count, new Shown(count));

    public static async Task<Browsers> ConnectAsync(Uri address, string key, int count)
    {
        var browsers = new Browsers(count);
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, token) =>
        {
            var connection = new HubConnectionBuilder()
                .WithUrl(new Uri(address, "/api/v1/hubs/live"), HttpTransportType.WebSockets, options => options.AccessTokenProvider = () => Task.FromResult<string?>(key))
                .Build();
            connection.On<JsonElement>("events", _ => browsers.shown.Take());
            browsers.connections.Add(connection);
            await connection.StartAsync(token);
        });
        return browsers;
    }

    /// <summary>Does something that is shown to all; the milliseconds until each browser had it.</summary>
    public async Task<double[]> WatchAsync(Func<Task> act)
    {
        shown = new Shown(count);
        await act();
        return await shown.All.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in connections)
            await connection.DisposeAsync();
    }

    private sealed class Shown(int count)
    {
        private readonly long began = Stopwatch.GetTimestamp();
        private readonly double[] waits = new double[count];
        private readonly TaskCompletionSource<double[]> all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int seen;

        public Task<double[]> All => all.Task;

        public void Take()
        {
            var wait = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            var place = Interlocked.Increment(ref seen);
            if (place > count)
                return;
            waits[place - 1] = wait;
            if (place == count)
                all.TrySetResult(waits);
        }
    }
}
