using Microsoft.Extensions.Configuration;
using NotiLog.Common;

namespace NotiLog.Schedule;

/// <summary>Section <c>Dispatch</c>. (<c>Dispatch:Schedule</c> is read by the timer trigger itself.)</summary>
/// <param name="HintAfter">How long a queue message may take to arrive before it is sent again, 1s..1h; 1 minute, on one machine 15 s.</param>
/// <param name="Alone">This process is the only one on its storage, so what is held at its start is held by nobody; set by the local host.</param>
public sealed record DispatchOptions(TimeSpan HintAfter, bool Alone)
{
    public static DispatchOptions Read(IConfiguration configuration)
    {
        var settings = new Settings(configuration, "Dispatch");
        return settings.Checked(new DispatchOptions(
            settings.Duration("HintAfter", TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
            bool.TryParse(settings.Text("Alone"), out var alone) && alone));
    }
}
