using Microsoft.Extensions.DependencyInjection;
using NotiLog.Common;

namespace NotiLog.Schedule;

public static class ScheduleRegistration
{
    public static IServiceCollection AddSchedule(this IServiceCollection services) => services
        .AddSettings(DispatchOptions.Read)
        .AddSingleton<DueTable>()
        .AddSingleton<SweepMarks>()
        .AddSingleton<Clock>()
        .AddSingleton<DispatchContext>()
        .AddSingleton<DispatchPass>();
}
