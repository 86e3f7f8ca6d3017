using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace NotiLog.IntegrationTests.Notifications;

/// <summary>A channel's services as the app composes them.</summary>
internal static class Channels
{
    public static ServiceProvider Compose(
        Func<IServiceCollection, IConfiguration, IServiceCollection> add, TimeProvider time, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();
        return add(new ServiceCollection().AddLogging().AddSingleton(time), configuration).BuildServiceProvider();
    }
}
