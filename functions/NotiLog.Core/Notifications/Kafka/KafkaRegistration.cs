using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace NotiLog.Notifications.Kafka;

public static class KafkaRegistration
{
    public static IServiceCollection AddKafka(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<KafkaOptions>().Bind(configuration.GetSection(KafkaOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<KafkaOptions>, KafkaOptions.Validation>();
        services.AddSingleton<KafkaConnection>();
        return services.AddSingleton<IChannelTransport, KafkaTransport>();
    }
}
