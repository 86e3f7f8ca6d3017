using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace NotiLog.IntegrationTests.EndToEnd.Storms;

/// <summary>How hard a storm blows.</summary>
/// <param name="Load">How long the senders send.</param>
/// <param name="Kills">How often the app is killed meanwhile, at random moments.</param>
/// <param name="Pace">Between two requests of one sender, on average.</param>
/// <param name="MostEvents">In one request.</param>
/// <param name="ProvidersFail">Whether Telegram, the mail server and the brokers fail too.</param>
/// <param name="Settling">After the load everything is settled within this.</param>
/// <param name="LongestSend">How long one send may hold a delivery: the transport's time-out, or the lease of a claim that nobody frees at a start.</param>
internal sealed record StormPlan(TimeSpan Load, int Kills, TimeSpan Pace, int MostEvents, bool ProvidersFail, TimeSpan Settling, TimeSpan LongestSend)
{
    public const int Senders = 8;

    /// <summary>Of every random choice of the driver; the environment may name one to come as close to an earlier run as processes allow.</summary>
    public int Seed { get; } = Number("NOTILOG_STORM_SEED") ?? Random.Shared.Next(1_000_000);

    /// <summary>The load's length unless the environment asks for another.</summary>
    public static TimeSpan Seconds(int usual) => TimeSpan.FromSeconds(Number("NOTILOG_STORM_SECONDS") ?? usual);

    private static int? Number(string variable) =>
        int.TryParse(new ConfigurationBuilder().AddEnvironmentVariables().Build()[variable], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
