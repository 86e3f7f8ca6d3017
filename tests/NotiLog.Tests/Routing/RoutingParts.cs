using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NotiLog.Events;
using NotiLog.Local.Tables;
using NotiLog.Notifications;
using NotiLog.Routing;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Tests.Routing;

/// <summary>Routing and channels on a SQLite file of their own, as one instance of the app has them.</summary>
internal sealed class RoutingParts : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("notilog-routing-").FullName;
    private readonly SqliteTables sqlite;

    public RoutingParts()
    {
        sqlite = new SqliteTables(Path.Combine(folder, "routing.db"));
        Tables = new FailingTables(sqlite);
        Here = new Instance(Tables, Time);
    }

    public CancellationToken None { get; } = CancellationToken.None;

    public FakeTimeProvider Time { get; } = new(RoutingSamples.Noon);

    public FailingTables Tables { get; }

    public Instance Here { get; }

    /// <summary>Another instance of the app on the same storage.</summary>
    public Instance Another() => new(Tables, Time);

    public void Dispose()
    {
        sqlite.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(folder, recursive: true);
    }

    public sealed class Instance
    {
        public Instance(ITables tables, TimeProvider time)
        {
            IChannelTransport[] transports = [new PlainTransport("telegram"), new PlainTransport("email"), new PlainTransport("kafka") { MissingSetting = "Kafka:BootstrapServers" }];
            Store = new(tables);
            Interest = new(Store, time);
            Channels = new(tables);
            Directory = new(Channels, time);
            Audit = AuditOf(tables, Interest, time);
            ChannelEditor = new(Channels, Directory, Store, transports, Audit);
            Editor = new(Store, Channels, Interest, Audit);
            Tester = new(Interest, Channels, transports, time);
        }

        public RoutingStore Store { get; }

        public RoutingInterest Interest { get; }

        public RoutingEditor Editor { get; }

        public ChannelStore Channels { get; }

        public ChannelDirectory Directory { get; }

        public ChannelEditor ChannelEditor { get; }

        public RoutingTester Tester { get; }

        public AuditLog Audit { get; }

        private static AuditLog AuditOf(ITables tables, RoutingInterest interest, TimeProvider time)
        {
            var dueTable = new DueTable(tables, NullLogger<DueTable>.Instance);
            var commits = new EventCommits(tables, new EventTables(tables, time), new CommitParts(new OutboxTables(new SweepMarks(tables, time), time), new RecentBatches(time), [], time));
            var ingest = new EventIngest(commits, interest, new EventShards(1), new RetentionOptions(30), time);
            var context = new DispatchContext(new DispatchOptions(TimeSpan.FromSeconds(15), Alone: true), time, NullLogger<DispatchPass>.Instance);
            return new(tables, dueTable, ingest, interest, context);
        }

        /// <summary>Puts routes in force over whatever is there.</summary>
        public async Task<RoutingVersion> PutRoutesAsync(params string[] routes)
        {
            var current = await Store.CurrentAsync(CancellationToken.None);
            var body = RoutingSamples.Json($$"""{"routes":[{{string.Join(',', routes)}}]}""");
            return (await Editor.ReplaceAsync(body, current.ETag, "ann", CancellationToken.None)).Value.Version;
        }

        /// <summary>A telegram channel, with more fields when given: <c>,"language":"ru"</c>.</summary>
        public async Task<ChannelWritten> PutChannelAsync(string name, string more = "") =>
            (await ChannelEditor.PutAsync(name, RoutingSamples.Json($$$"""{"type":"telegram","telegram":{"to":"1"}{{{more}}}}"""), "ann", CancellationToken.None)).Value;
    }
}
