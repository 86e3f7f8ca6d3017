using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NotiLog.Access;
using NotiLog.Agents;
using NotiLog.Benchmarks.Load;
using NotiLog.Benchmarks.Parts;
using NotiLog.Liveness;
using NotiLog.Local.Tables;
using NotiLog.Schedule;

namespace NotiLog.Benchmarks.Figures;

/// <summary>Ten thousand agents that beat every 30 s: what the host takes for them, and what a heartbeat and a look at a deadline cost in storage.</summary>
internal static class HeartbeatFigure
{
    private const int Agents = 10_000;
    private const int Connections = 16;
    private const double MostCores = 1;
    private const double MostOperations = 2;
    private const string Body = """{"version":"1.0.0","host":"web-1","os":"Linux","processes":[{"name":"nginx","state":"running","pid":4711,"cpuPercent":1.5,"memoryBytes":4096}],"buffered":0,"dropped":0}""";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(Stage stage, Report report)
    {
        await OverHttpAsync(stage, report);
        await InStorageAsync(stage, report);
    }

    private static async Task OverHttpAsync(Stage stage, Report report)
    {
        using var host = await Host.StartAsync(stage.Folder, "agents");
        var requests = await CreateAsync(host);
        var beats = 0;
        using var ending = new CancellationTokenSource();
        var beating = Task.WhenAll(Enumerable.Range(0, Connections).Select(part => Task.Run(() => BeatAsync(part))));
        await Task.Delay(Interval);
        var (cpu, sent, watch) = (host.Cpu, Volatile.Read(ref beats), Stopwatch.StartNew());
        await Task.Delay(Measured);
        var (used, taken, seconds) = (host.Cpu - cpu, Volatile.Read(ref beats) - sent, watch.Elapsed.TotalSeconds);
        await ending.CancelAsync();
        await beating;
        var cores = used.TotalSeconds / seconds;
        report.Add($"{Agents:#,0} agents beating every 30 s over HTTP, looks included", Report.Number(cores, "cores"), Report.Count(taken / seconds, "heartbeats/s"), floor: $"< {MostCores} core", holds: cores < MostCores);
        report.Add("... CPU per heartbeat, looks included", Report.Number(used.TotalMilliseconds / taken, "ms"));

        async Task BeatAsync(int part)
        {
            using var connection = await HttpConnection.OpenAsync(host.Address);
            var mine = requests.Where((_, i) => i % Connections == part).ToList();
            var since = Stopwatch.StartNew();
            for (var n = 0; !ending.IsCancellationRequested; n++)
            {
                var due = Interval * n / mine.Count;
                if (due > since.Elapsed)
                    await Task.Delay(due - since.Elapsed);
                if (await connection.CallAsync(mine[n % mine.Count]) != 200)
                    throw new InvalidOperationException(Encoding.UTF8.GetString(connection.Body));
                Interlocked.Increment(ref beats);
            }
        }
    }

    private static async Task<byte[][]> CreateAsync(Host host)
    {
        var requests = new byte[Agents][];
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(part => Task.Run(async () =>
        {
            using var connection = await HttpConnection.OpenAsync(host.Address);
            for (var i = part; i < Agents; i += Connections)
            {
                var wanted = Encoding.UTF8.GetBytes($$"""{"name":"agent-{{i}}","heartbeatInterval":"30s","grace":"1m"}""");
                if (await connection.CallAsync((byte[])[.. HttpConnection.HeadOf("POST", "/api/v1/agents", Host.Key, wanted.Length), .. wanted]) != 201)
                    throw new InvalidOperationException(Encoding.UTF8.GetString(connection.Body));
                var key = JsonDocument.Parse(connection.Body.ToArray()).RootElement.GetProperty("key").GetString()!;
                requests[i] = [.. HttpConnection.HeadOf("POST", "/api/v1/agents/me/heartbeat", key, Body.Length), .. Encoding.UTF8.GetBytes(Body)];
            }
        })));
        return requests;
    }

    private static async Task InStorageAsync(Stage stage, Report report)
    {
        await using var sqlite = new SqliteTables(Path.Combine(stage.Folder, "beats.db"));
        var tables = new CountedTables(sqlite);
        var time = new SetTime(TimeProvider.System.GetUtcNow());
        await using var app = DueFigure.Compose(tables, time);
        var (editor, heartbeats, by) = (app.GetRequiredService<AgentEditor>(), app.GetRequiredService<AgentHeartbeats>(), new Caller(CallerKind.Owner, "owner", "owner", Role.Admin));
        var beat = Heartbeat.Read(JsonElement.Parse(Body)).Value;
        var ids = new Guid[Agents];
        await Parallel.ForAsync(0, Agents, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, token) =>
            ids[i] = (await editor.CreateAsync(new AgentRequest($"agent-{i}", new Expectation(Interval, TimeSpan.FromMinutes(1), null)), by, new(), token)).Value.Holder.Id);
        Task BeatAllAsync() => Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (id, token) => await heartbeats.BeatAsync(id, beat, null, new(), token));
        Task PassAsync() => app.GetRequiredService<DispatchPass>().RunAsync(new PassBound(TimeSpan.FromMinutes(5), int.MaxValue, MayStart: false), new(), CancellationToken.None);
        await PassAsync();
        await BeatAllAsync();
        time.Advance(TimeSpan.FromSeconds(20));
        await PassAsync();
        tables.Operations = 0;
        await BeatAllAsync();
        var perBeat = tables.Operations / (double)Agents;
        report.Add("storage operations per heartbeat of an agent that is up", Report.Number(perBeat), floor: $"<= {MostOperations}, the key's check included", holds: perBeat + 1 <= MostOperations);
        time.Advance(TimeSpan.FromSeconds(15));
        tables.Operations = 0;
        var watch = Stopwatch.StartNew();
        await PassAsync();
        report.Add($"looks at {Agents:#,0} agents whose first deadline has passed, in one pass", Report.Count(Agents / watch.Elapsed.TotalSeconds, "looks/s"), $"{Report.Number(tables.Operations / (double)Agents)} storage operations each");
    }

    private sealed class SetTime(DateTimeOffset now) : TimeProvider
    {
        private DateTimeOffset now = now;

        public void Advance(TimeSpan by) => now += by;

        public override DateTimeOffset GetUtcNow() => now;
    }
}
