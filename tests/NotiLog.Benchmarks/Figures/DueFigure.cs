using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NotiLog.Benchmarks.Parts;
using NotiLog.Common;
using NotiLog.Functions;
using NotiLog.Local.Tables;
using NotiLog.Notifications;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Benchmarks.Figures;

/// <summary>Deliveries whose queue messages were all lost, due at once: each is read, gets its next due-row, is claimed by ETag and hinted at.</summary>
internal static class DueFigure
{
    private const int Rows = 10_000;
    private const double Floor = 1_000;

    public static async Task RunAsync(Stage stage, Report report)
    {
        await using var sqlite = new SqliteTables(Path.Combine(stage.Folder, "due.db"));
        await using var app = Compose(sqlite);
        var rates = new List<double>();
        for (var round = 0; round <= Math.Min(stage.Rounds, 5); round++)
        {
            await FillAsync(app, round);
            var outgoing = new Outgoing();
            var watch = Stopwatch.StartNew();
            await app.GetRequiredService<DispatchPass>().RunAsync(outgoing, CancellationToken.None);
            var rate = Rows / watch.Elapsed.TotalSeconds;
            if (outgoing.For(DeliverMessage.QueueOf("telegram"))?.Length is not Rows and var hinted)
                throw new InvalidOperationException($"{hinted} of {Rows} rows were worked off in one pass.");
            if (round > 0)
                rates.Add(rate);
        }

        var median = Turns.Median(rates);
        report.Add($"{Rows:#,0} due-rows due at once, in one pass", Report.Count(median, "rows/s"), floor: $">= {Report.Count(Floor, "rows/s")}", holds: median >= Floor);
    }

    private static async Task FillAsync(ServiceProvider app, int round)
    {
        var (deliveries, due) = (app.GetRequiredService<DeliveryStore>(), app.GetRequiredService<DueTable>());
        var now = TimeProvider.System.GetUtcNow();
        await Parallel.ForEachAsync(Enumerable.Range(0, Rows), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, token) =>
        {
            var delivery = new Delivery
            {
                Id = Uuid7.Derive(now, $"{round}\n{i}"),
                NotificationId = Uuid7.Derive(now, $"{round}"),
                Route = "payments",
                Channel = "ops",
                Type = "telegram",
                Recipient = "-100123",
                CreatedAt = now,
                DueAt = now.AddTicks(i),
            };
            await due.AddAsync(DeliveryDue.RowOf(delivery.Id, delivery.DueAt.Value), token);
            await deliveries.InsertAsync(delivery, token);
        });
    }

    /// <summary>The app in this process.</summary>
    internal static ServiceProvider Compose(ITables tables, TimeProvider? time = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Auth:OwnerKey"] = Host.Key, ["Dispatch:HintAfter"] = "1h" }).Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(tables)
            .AddSingleton(time ?? TimeProvider.System)
            .AddSingleton(new Events.EventShards(1))
            .AddNotiLog(configuration)
            .BuildServiceProvider();
    }
}
