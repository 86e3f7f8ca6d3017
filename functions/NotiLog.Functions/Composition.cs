using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NotiLog.Access;
using NotiLog.Agents;
using NotiLog.Common;
using NotiLog.Events;
using NotiLog.Functions.Agents;
using NotiLog.Functions.Health;
using NotiLog.Functions.Http;
using NotiLog.Functions.Live;
using NotiLog.Functions.Schedule;
using NotiLog.Functions.Telemetry;
using NotiLog.Live;
using NotiLog.Liveness;
using NotiLog.Notifications;
using NotiLog.Notifications.Email;
using NotiLog.Notifications.Kafka;
using NotiLog.Notifications.Telegram;
using NotiLog.Routing;
using NotiLog.Schedule;
using NotiLog.Watches;

namespace NotiLog.Functions;

/// <summary>The app's parts, a line each.</summary>
public static class Composition
{
    /// <summary>Everything but the engine behind <see cref="Tables.ITables"/>, which the host registers.</summary>
    public static IServiceCollection AddNotiLog(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddAccess(configuration)
            .AddSchedule()
            .AddEvents()
            .AddEventRouting()
            .AddChannels()
            .AddLiveness()
            .AddAgents()
            .AddWatches()
            .AddNotifications()
            .AddTelegram(configuration)
            .AddEmail(configuration)
            .AddKafka(configuration)
            .AddLive()
            .AddSettings(SignalROptions.Read)
            .AddSingleton<PingCalls>()
            .AddSingleton<Readiness>()
            .AddTelemetry(configuration)
            // A client's log lines would show Telegram's URL, which holds the token.
            .AddLogging(logging => logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning));
    }

    public static IFunctionsWorkerApplicationBuilder UseNotiLog(this IFunctionsWorkerApplicationBuilder builder) =>
        builder.UseMiddleware<StandInMiddleware>().UseMiddleware<AccessMiddleware>();
}
