using Microsoft.Extensions.DependencyInjection;
using NotiLog.Events;
using NotiLog.Schedule;

namespace NotiLog.Watches;

public static class WatchesRegistration
{
    /// <summary>Expected events. Takes the place of routing's <see cref="IEventInterest"/>, so it comes after <c>AddEventRouting</c>; needs what <c>AddLiveness</c> registers.</summary>
    public static IServiceCollection AddWatches(this IServiceCollection services) => services
        .AddSingleton<WatchBook>()
        .AddSingleton<IEventInterest, WatchedInterest>()
        .AddSingleton<IRoutedBatches, WatchFollower>()
        .AddSingleton<SeriesUpdates>()
        .AddSingleton<WatchRefresh>()
        .AddSingleton<IDueWork>(provider => provider.GetRequiredService<WatchRefresh>())
        .AddSingleton<IDueWork, SeriesLook>()
        .AddSingleton<IDueWork, SeriesTelling>()
        .AddSingleton<WatchReader>()
        .AddSingleton<WatchEditor>();
}
