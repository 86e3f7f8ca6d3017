using Microsoft.Extensions.DependencyInjection;
using NotiLog.Common;
using NotiLog.Schedule;

namespace NotiLog.Notifications;

public static class NotificationsRegistration
{
    /// <summary>Telling and delivering; the transports come with their own folders' registrations.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services
        .AddSettings(DeliveryOptions.Read)
        .AddSettings(SiteOptions.Read)
        .AddSingleton<NotificationStore>()
        .AddSingleton<DeliveryStore>()
        .AddSingleton<DeliveryTools>()
        .AddSingleton<DeliveryPlanner>()
        .AddSingleton<NotificationContents>()
        .AddSingleton<BatchRouter>()
        .AddSingleton<Deliverer>()
        .AddSingleton<StandInPass>()
        .AddSingleton<TellingReader>()
        .AddSingleton<ChannelTester>()
        .AddHostedService<SettingFaultsLog>()
        .AddSingleton<ISweep, TellingRetention>()
        .AddSingleton<DeliveryDue>()
        .AddSingleton<IDueWork>(provider => provider.GetRequiredService<DeliveryDue>())
        .AddSingleton<ISweep>(provider => provider.GetRequiredService<DeliveryDue>());
}
