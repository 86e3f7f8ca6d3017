using Microsoft.Extensions.Configuration;
using NotiLog.Common;

namespace NotiLog.Schedule;

/// <summary>Section <c>Watchdog</c>: somebody outside who alarms when the schedule stands still.</summary>
/// <param name="PingUrl">Called after each completed pass of the timer; its path or query may be a secret. Null calls nobody.</param>
public sealed record WatchdogOptions(Uri? PingUrl)
{
    public static WatchdogOptions Read(IConfiguration configuration)
    {
        var settings = new Settings(configuration, "Watchdog");
        var text = settings.Text("PingUrl");
        Uri? url = null;
        if (Settings.IsUnresolvedReference(text))
            settings.Fault("PingUrl", "is a Key Vault reference that was not resolved.");
        else if (text is not null && !(Uri.TryCreate(text, UriKind.Absolute, out url) && url.Scheme is "http" or "https"))
            settings.Fault("PingUrl", "must be an absolute http or https URL.");
        return settings.Checked(new WatchdogOptions(url));
    }
}
