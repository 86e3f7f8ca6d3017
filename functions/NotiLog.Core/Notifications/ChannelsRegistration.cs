using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NotiLog.Notifications.Exchange;
using NotiLog.Routing;

namespace NotiLog.Notifications;

public static class ChannelsRegistration
{
    /// <summary>Needs <see cref="Tables.ITables"/>, routing and the transports (each an <see cref="IChannelTransport"/>).</summary>
    public static IServiceCollection AddChannels(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<ChannelStore>()
            .AddSingleton<IChannelNames>(provider => provider.GetRequiredService<ChannelStore>())
            .AddSingleton<ChannelDirectory>()
            .AddSingleton<ChannelEditor>()
            .AddSingleton<ChannelDrafts>()
            .AddSingleton<ChannelPreviews>()
            .AddSingleton<RoutingTester>()
            .AddSingleton<ConfigurationExport>()
            .AddSingleton<ImportPlanner>()
            .AddSingleton<ConfigurationImport>();
    }
}
