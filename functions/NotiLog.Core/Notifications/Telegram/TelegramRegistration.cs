using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace NotiLog.Notifications.Telegram;

public static class TelegramRegistration
{
    public static IServiceCollection AddTelegram(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TelegramOptions>().Bind(configuration.GetSection(TelegramOptions.Section));
        // The address of every call holds the bot's token.
        services.AddHttpClient(TelegramTransport.HttpClientName).RemoveAllLoggers().AddHttpMessageHandler(() => new WholeBodies());
        return services.AddSingleton<IChannelTransport, TelegramTransport>();
    }

    /// <summary>Sends bodies with their Content-Length, which proxies and simple servers want, instead of chunked.</summary>
    private sealed class WholeBodies : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { } content)
                await content.LoadIntoBufferAsync(cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
