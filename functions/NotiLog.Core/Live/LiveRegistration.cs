using Microsoft.Extensions.DependencyInjection;
using NotiLog.Events;
using NotiLog.Notifications;
using NotiLog.Schedule;

namespace NotiLog.Live;

public static class LiveRegistration
{
    /// <summary>What those who watch see at once.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services) => services
        .AddSingleton<LiveAudience>()
        .AddSingleton<LiveFeed>()
        .AddSingleton<ICommittedEvents>(provider => provider.GetRequiredService<LiveFeed>())
        .AddSingleton<IDeliveryChanges>(provider => provider.GetRequiredService<LiveFeed>())
        .AddSingleton<ISweep, LiveRetention>();
}
