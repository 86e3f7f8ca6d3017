using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NotiLog.Schedule;

namespace NotiLog.Events;

public static class EventsRegistration
{
    /// <summary>Needs an <see cref="IEventInterest"/>.</summary>
    public static IServiceCollection AddEvents(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(new EventShards(8));
        return services
            .AddSingleton(RetentionOptions.Read(configuration))
            .AddSingleton<EventTables>()
            .AddSingleton<LateTables>()
            .AddSingleton<EventCommits>()
            .AddSingleton<EventIngest>()
            .AddSingleton<IngestLimiter>()
            .AddSingleton<EventReader>()
            .AddSingleton<EventCounts>()
            .AddSingleton<EventTriage>()
            .AddSingleton<OutboxSweep>()
            .AddSingleton<ISweep>(provider => provider.GetRequiredService<OutboxSweep>());
    }
}
