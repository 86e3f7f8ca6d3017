using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace NotiLog.Functions;

/// <summary>The parts of the app, put together once for every host.</summary>
public static class Composition
{
    public static IServiceCollection AddNotiLog(this IServiceCollection services, IConfiguration configuration) => services;

    public static IFunctionsWorkerApplicationBuilder UseNotiLog(this IFunctionsWorkerApplicationBuilder builder) => builder;
}
