using Microsoft.Extensions.DependencyInjection;

namespace NotiLog.Liveness;

public static class LivenessRegistration
{
    /// <summary>What agents and watches are told to be alive by. Needs what <c>AddSchedule</c> and <c>AddEvents</c> register.</summary>
    public static IServiceCollection AddLiveness(this IServiceCollection services) => services.AddSingleton<LifeUpdates>();
}
