using Microsoft.Extensions.DependencyInjection;
using NotiLog.Common;
using NotiLog.Notifications.Replay;
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
        .AddSingleton<DeliveryOpening>()
        .AddSingleton<DeliveryPlanner>()
        .AddSingleton<NotificationContents>()
        .AddSingleton<NotificationEvents>()
        .AddSingleton<GroupTable>()
        .AddSingleton<GroupTurns>()
        .AddSingleton<GroupDue>()
        .AddSingleton<GroupPurge>()
        .AddSingleton<GroupTeller>()
        .AddSingleton<BatchRouter>()
        .AddSingleton<SendSlots>()
        .AddSingleton<DeliveryClaim>()
        .AddSingleton<DeliverySender>()
        .AddSingleton<FallbackTakeover>()
        .AddSingleton<Fallbacks>()
        .AddSingleton<FallbackWatch>()
        .AddSingleton<ChannelMoves>()
        .AddSingleton<DeliveryRecord>()
        .AddSingleton<Deliverer>()
        .AddSingleton<IDueWork, FallbackDue>()
        .AddSingleton<DeliveryRetry>()
        .AddSingleton<RetryJobStore>()
        .AddSingleton<RetryJobs>()
        .AddSingleton<IDueWork, RetryDue>()
        .AddSingleton<StandInPass>()
        .AddSingleton<TellingReader>()
        .AddSingleton<RouteTellings>()
        .AddSingleton<EventExplainer>()
        .AddSingleton<ReplayDocuments>()
        .AddSingleton(ReplayBudget.Default)
        .AddSingleton<ReplayScan>()
        .AddSingleton<RoutingReplay>()
        .AddSingleton<ChannelTester>()
        .AddHostedService<SettingFaultsLog>()
        .AddSingleton<ISweep, TellingRetention>()
        .AddSingleton<DeliveryDue>()
        .AddSingleton<IDueWork>(provider => provider.GetRequiredService<DeliveryDue>())
        .AddSingleton<IDueWork>(provider => provider.GetRequiredService<GroupDue>())
        .AddSingleton<IDueWork>(provider => provider.GetRequiredService<GroupPurge>())
        .AddSingleton<ISweep>(provider => provider.GetRequiredService<DeliveryDue>());
}
