using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace NotiLog.Notifications.Kafka;

public static class KafkaRegistration
{
    public static IServiceCollection AddKafka(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<KafkaOptions>().Bind(configuration.GetSection(KafkaOptions.Section));
        services.AddSingleton<KafkaConnection>();
        return services.AddSingleton<IChannelTransport, KafkaTransport>();
    }
}
