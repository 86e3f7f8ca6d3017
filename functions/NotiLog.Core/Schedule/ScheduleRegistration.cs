using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace NotiLog.Schedule;

public static class ScheduleRegistration
{
    public static IServiceCollection AddSchedule(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(DispatchOptions.Read(configuration))
        .AddSingleton<DueTable>()
        .AddSingleton<SweepMarks>()
        .AddSingleton<Clock>()
        .AddSingleton<DispatchContext>()
        .AddSingleton<DispatchPass>();
}
