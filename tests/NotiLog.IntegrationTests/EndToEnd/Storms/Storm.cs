using System.Diagnostics;
using NotiLog.IntegrationTests.Parts;
using Xunit.Abstractions;

namespace NotiLog.IntegrationTests.EndToEnd.Storms;

/// <summary>A <c>kill -9</c> of one app, and when it was there again.</summary>
internal sealed record Kill(DateTimeOffset At, DateTimeOffset Dead, DateTimeOffset UpAgain);

/// <summary>Eight senders against apps that are killed, on providers that fail; afterwards everything is accounted for.</summary>
internal sealed class Storm(StormPlan plan, StormProviders providers, IReadOnlyList<App> apps, ITestOutputHelper output)
{
    private readonly StormIngest ingest = new();
    private readonly List<Kill> kills = [];
    private readonly Random random = new(plan.Seed);

    /// <summary>All apps share one storage; the first is the one that is killed, the last the one that is asked.</summary>
    public static async Task RunAsync(StormPlan plan, string? storage, int apps, ITestOutputHelper output)
    {
        await using var providers = await StormProviders.StartAsync(plan);
        var settings = providers.Settings;
        settings["Auth:OwnerKey"] = $"nlo_{Guid.NewGuid():N}{Guid.NewGuid():N}";
        var started = new List<App>();
        try
        {
            while (started.Count < apps)
                started.Add(await App.StartAsync(settings, storage));
            await new Storm(plan, providers, started, output).RunAsync();
        }
        finally
        {
            foreach (var app in started)
                await app.DisposeAsync();
        }
    }

    private async Task RunAsync()
    {
        output.WriteLine($"seed {plan.Seed}: {StormPlan.Senders} senders for {plan.Load.TotalSeconds:0} s, {plan.Kills} kills of {(apps.Count == 1 ? "the app" : $"one of {apps.Count} apps")}");
        await StormRoutes.PutAsync(apps[0]);
        var since = Stopwatch.StartNew();
        await BlowAsync();
        output.WriteLine($"accepted: {ingest.Accepted.Count} events in {ingest.Requests} requests, {ingest.Repeats} requests sent again, in {since.Elapsed.TotalSeconds:0} s");
        since.Restart();
        var verdict = new StormVerdict(apps[^1], ingest, plan, output);
        await verdict.SettleAsync();
        output.WriteLine($"settled {since.Elapsed.TotalSeconds:0} s after the load");
        await verdict.AssertStoredOnceAsync();
        foreach (var route in StormRoutes.All)
            await verdict.AssertToldOnceAsync(route);
        verdict.AssertSettled();
        await new StormSends(plan, providers, verdict, output).AssertSentOnceAsync(kills);
        new StormFallbacks(verdict, kills, plan.LongestSend, output).AssertInTime();
        var afterwards = (await apps[^1].AllAsync("/api/v1/notifications?limit=1000")).Count;
        Assert.Equal(verdict.Notifications.Count, afterwards);
        output.WriteLine($"Telegram answered: {providers.Script}; {providers.Mail.Greylisted} mails greylisted; looked at for {since.Elapsed.TotalSeconds:0} s");
    }

    private async Task BlowAsync()
    {
        using var enough = new CancellationTokenSource();
        var senders = new List<Task>();
        for (var number = 0; number < StormPlan.Senders; number++)
        {
            var agent = await apps[0].PostAsync("/api/v1/agents", new { name = $"storm-{number}", heartbeatInterval = "365d", grace = "365d" });
            var sender = new StormSender(apps[number % apps.Count].Client(Calls.Text(agent, "key")), number, plan, ingest);
            senders.Add(Task.Run(() => sender.RunAsync(enough.Token), CancellationToken.None));
        }

        var failing = plan.ProvidersFail ? providers.FailAsync(plan.Load) : Task.CompletedTask;
        var since = Stopwatch.StartNew();
        for (var kill = 0; kill < plan.Kills; kill++)
            await KillAsync(plan.Load * ((kill + random.NextDouble()) / plan.Kills), since);
        if (since.Elapsed < plan.Load)
            await Task.Delay(plan.Load - since.Elapsed);
        await enough.CancelAsync();
        await Task.WhenAll([.. senders, failing]).WaitAsync(plan.Settling);
    }

    private async Task KillAsync(TimeSpan moment, Stopwatch since)
    {
        if (since.Elapsed < moment)
            await Task.Delay(moment - since.Elapsed);
        var before = TimeProvider.System.GetUtcNow();
        await apps[0].KillAsync();
        var dead = TimeProvider.System.GetUtcNow();
        await apps[0].StartAgainAsync();
        kills.Add(new Kill(before, dead, TimeProvider.System.GetUtcNow()));
        output.WriteLine($"kill {kills.Count} {moment.TotalSeconds:0.0} s after the start, up again {(kills[^1].UpAgain - dead).TotalSeconds:0.0} s later");
    }
}
