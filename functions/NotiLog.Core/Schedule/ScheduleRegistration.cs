using Microsoft.Extensions.DependencyInjection;
using NotiLog.Common;

namespace NotiLog.Schedule;

public static class ScheduleRegistration
{
    public static IServiceCollection AddSchedule(this IServiceCollection services)
    {
        // The address of the watchdog may be a secret.
        services.AddHttpClient(WatchdogPing.HttpClientName).RemoveAllLoggers();
        return services
            .AddSettings(DispatchOptions.Read)
            .AddSettings(WatchdogOptions.Read)
            .AddSingleton<DueTable>()
            .AddSingleton<DueWorker>()
            .AddSingleton<WatchdogPing>()
            .AddSingleton<SweepMarks>()
            .AddSingleton<Clock>()
            .AddSingleton<DispatchContext>()
            .AddSingleton<DispatchPass>();
    }
}
