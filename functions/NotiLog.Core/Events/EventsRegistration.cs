using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NotiLog.Common;
using NotiLog.Schedule;

namespace NotiLog.Events;

public static class EventsRegistration
{
    /// <summary>Needs an <see cref="IEventInterest"/>.</summary>
    public static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.TryAddSingleton(new EventShards(8));
        return services
            .AddSettings(RetentionOptions.Read)
            .AddSingleton<EventTables>()
            .AddSingleton<OutboxTables>()
            .AddSingleton<OutboxRows>()
            .AddSingleton<RecentBatches>()
            .AddSingleton<CommitParts>()
            .AddSingleton<EventCommits>()
            .AddSingleton<EventIngest>()
            .AddSingleton<RejectedRecords>()
            .AddSingleton<RecordIngest>()
            .AddSettings(IngestOptions.Read)
            .AddSingleton<IngestLimiter>()
            .AddSingleton<EventReader>()
            .AddSingleton<BatchEvents>()
            .AddSingleton<EventCounts>()
            .AddSingleton<EventTriage>()
            .AddSingleton<BulkTriage>()
            .AddSingleton<AuditLog>()
            .AddSingleton<IDueWork>(provider => provider.GetRequiredService<AuditLog>())
            .AddSingleton<ISweep, EventRetention>()
            .AddSingleton<OutboxSweep>()
            .AddSingleton<ISweep>(provider => provider.GetRequiredService<OutboxSweep>());
    }
}
