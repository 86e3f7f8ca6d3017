using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NotiLog.Events;
using NotiLog.Schedule;

namespace NotiLog.Routing;

public static class RoutingRegistration
{
    /// <summary>Needs <see cref="Tables.ITables"/> and <see cref="IChannelNames"/>.</summary>
    public static IServiceCollection AddEventRouting(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<RoutingStore>()
            .AddSingleton<RoutingInterest>()
            .AddSingleton<IEventInterest>(provider => provider.GetRequiredService<RoutingInterest>())
            .AddSingleton<RoutingEditor>()
            .AddSingleton<RoutingTable>()
            .AddSingleton<SilenceStore>()
            .AddSingleton<SilenceBook>()
            .AddSingleton<SilenceEditor>()
            .AddSingleton<SilenceReader>()
            .AddSingleton<SilenceTrial>()
            .AddSingleton<MutedCounts>()
            .AddSingleton<BatchSilencing>()
            .AddSingleton<ISweep, SilenceRetention>();
    }
}
