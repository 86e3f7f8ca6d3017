using System.Globalization;
using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.EndToEnd.Storms;

/// <summary>When brokers hung.</summary>
internal sealed record Freeze(DateTimeOffset From, DateTimeOffset To)
{
    public bool Holds(DateTimeOffset time) => From <= time && time <= To;
}

/// <summary>The providers of a storm, and the script by which they fail.</summary>
internal sealed class StormProviders : IAsyncDisposable
{
    private const string MailUser = "notilog";

    private readonly Lock gate = new();
    private readonly Random random;
    private readonly SortedDictionary<string, int> answers = new(StringComparer.Ordinal);
    private volatile bool isOut;
    private volatile bool isWell = true;

    private StormProviders(int seed, TelegramStandIn telegram, SmtpServer mail, StoppableBrokers kafka)
    {
        (Telegram, Mail, Kafka, random) = (telegram, mail, kafka, new Random(seed));
        telegram.Script = _ => NextAnswer();
        // Reading begins before anything is written.
        kafka.Received(StormRoutes.StreamTopic);
        kafka.Received(StormRoutes.RecordsTopic);
    }

    public TelegramStandIn Telegram { get; }

    public SmtpServer Mail { get; }

    public StoppableBrokers Kafka { get; }

    /// <summary>When the brokers hung.</summary>
    public Freeze? Frozen { get; private set; }

    public string Script
    {
        get
        {
            lock (gate)
                return string.Join(", ", answers.Select(answer => $"{answer.Value} x {answer.Key}"));
        }
    }

    public Dictionary<string, string> Settings => new(StormRoutes.Settings)
    {
        ["Telegram:BotToken"] = TelegramStandIn.Token,
        ["Telegram:ApiBaseUrl"] = Telegram.Url,
        ["Email:Host"] = "127.0.0.1",
        ["Email:Port"] = Mail.Port.ToString(CultureInfo.InvariantCulture),
        ["Email:Security"] = "None",
        ["Email:Username"] = MailUser,
        ["Email:Password"] = Providers.MailPassword,
        ["Email:From"] = "NotiLog <notilog@example.org>",
        ["Kafka:BootstrapServers"] = Kafka.BootstrapServers,
    };

    public static async Task<StormProviders> StartAsync(StormPlan plan) => new(
        plan.Seed,
        await TelegramStandIn.StartAsync(),
        await SmtpServer.StartAsync($"{MailUser}:{Providers.MailPassword}", greylist: plan.ProvidersFail),
        await StoppableBrokers.StartAsync());

    /// <summary>Telegram fails now and then and is out for the middle quarter; the brokers hang for a tenth of the load and stop for another. Well at the end.</summary>
    public async Task FailAsync(TimeSpan load)
    {
        isWell = false;
        await Task.Delay(load * 0.2);
        var frozen = TimeProvider.System.GetUtcNow();
        await Kafka.FreezeAsync();
        await Task.Delay(load * 0.1);
        await Kafka.ThawAsync();
        Frozen = new Freeze(frozen, TimeProvider.System.GetUtcNow());
        await Task.Delay(load * 0.1);
        isOut = true;
        await Task.Delay(load * 0.25);
        isOut = false;
        await Kafka.StopAsync();
        await Task.Delay(load * 0.1);
        await Kafka.StartAgainAsync();
        await Task.Delay(load * 0.25);
        isWell = true;
    }

    public async ValueTask DisposeAsync()
    {
        await Kafka.DisposeAsync();
        await Mail.DisposeAsync();
        await Telegram.DisposeAsync();
    }

    /// <summary>A connection is dropped before anything is taken, so that only a kill leaves in doubt whether a message arrived.</summary>
    private TelegramAnswer? NextAnswer()
    {
        lock (gate)
        {
            var (name, answer) = isWell ? ("success", null) : isOut ? ("500 (out)", TelegramAnswer.Refuse(500, "Internal Server Error")) : random.Next(100) switch
            {
                < 12 => ("429", TelegramAnswer.TooMany(random.Next(1, 4))),
                < 22 => ("500", TelegramAnswer.Refuse(500, "Internal Server Error")),
                < 28 => ("drop", TelegramAnswer.Drop),
                < 30 => ("silence", TelegramAnswer.Silence),
                < 31 => ("403", TelegramAnswer.Refuse(403, "Forbidden: bot was blocked by the user")),
                _ => ("success", null),
            };
            answers[name] = answers.GetValueOrDefault(name) + 1;
            return answer;
        }
    }
}
