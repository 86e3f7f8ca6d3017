using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace NotiLog.Notifications.Telegram;

public static class TelegramRegistration
{
    public static IServiceCollection AddTelegram(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TelegramOptions>().Bind(configuration.GetSection(TelegramOptions.Section));
        // The address of every call holds the bot's token.
        services.AddHttpClient(TelegramTransport.HttpClientName).RemoveAllLoggers();
        return services.AddSingleton<IChannelTransport, TelegramTransport>();
    }
}
