using Microsoft.Extensions.Configuration;
using NotiLog.Common;

namespace NotiLog.Notifications;

/// <summary>Section <c>Delivery</c>: the retry policy. What a provider asks for in Retry-After wins.</summary>
/// <param name="MaxAttempts">1..100 sends, then failed.</param>
/// <param name="InitialBackoff">Wait after the first failure; doubles with each further one.</param>
/// <param name="MaxBackoff">The longest wait.</param>
/// <param name="FallbackAfter">When a fallback channel takes over from one that has not delivered.</param>
/// <param name="Lease">How long a holder may take, at least 45 s; longer than any transport's time-out by 15 s.</param>
public sealed record DeliveryOptions(int MaxAttempts, TimeSpan InitialBackoff, TimeSpan MaxBackoff, TimeSpan FallbackAfter, TimeSpan Lease)
{
    public static DeliveryOptions Read(IConfiguration configuration)
    {
        var settings = new Settings(configuration, "Delivery");
        var second = TimeSpan.FromSeconds(1);
        var day = TimeSpan.FromDays(1);
        var options = new DeliveryOptions(
            settings.Number("MaxAttempts", 8, 1, 100),
            settings.Duration("InitialBackoff", 5 * second, second, day),
            settings.Duration("MaxBackoff", TimeSpan.FromMinutes(15), second, day),
            settings.Duration("FallbackAfter", TimeSpan.FromMinutes(5), second, day),
            settings.Duration("Lease", 60 * second, 45 * second, TimeSpan.FromMinutes(10)));
        if (options.MaxBackoff < options.InitialBackoff)
            settings.Fault("MaxBackoff", "must not be shorter than Delivery:InitialBackoff.");
        return settings.Checked(options);
    }

    /// <summary>The wait after the given number of attempts, from half of it to the whole so that retries spread.</summary>
    /// <param name="chance">0..1.</param>
    public TimeSpan BackoffAfter(int attempts, double chance)
    {
        var whole = Math.Min(InitialBackoff.TotalSeconds * Math.Pow(2, Math.Min(attempts - 1, 30)), MaxBackoff.TotalSeconds);
        return TimeSpan.FromSeconds(whole * (0.5 + (chance / 2)));
    }
}

/// <summary>Section <c>Site</c>.</summary>
/// <param name="BaseUrl">Where the site is; null leaves links out of notifications.</param>
public sealed record SiteOptions(Uri? BaseUrl)
{
    public static SiteOptions Read(IConfiguration configuration)
    {
        var settings = new Settings(configuration, "Site");
        return settings.Checked(new SiteOptions(settings.Url("BaseUrl")));
    }

    public Uri? LinkTo(Notification notification) =>
        BaseUrl is null ? null : new Uri(BaseUrl.ToString().TrimEnd('/') + "/notifications/" + notification.Id);
}
