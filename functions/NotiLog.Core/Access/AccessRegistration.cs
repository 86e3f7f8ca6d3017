using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace NotiLog.Access;

public static class AccessRegistration
{
    /// <summary>Authentication and API tokens. Needs <see cref="TimeProvider"/> and <see cref="Tables.ITables"/>; agents' keys come with <c>AddAgents</c>.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccessOptions>().Bind(configuration.GetSection(AccessOptions.Section))
            .Configure(options => options.OnAzure = configuration["WEBSITE_SITE_NAME"] is { Length: > 0 })
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidation>();
        services.AddHttpClient(AuthorityKeys.Client, client =>
        {
            client.Timeout = TimeSpan.FromSeconds(5);
            client.MaxResponseContentBufferSize = 1024 * 1024;
        });
        services.AddSingleton<KeyCache>();
        services.AddSingleton<ApiTokens>();
        services.AddSingleton<IKeyHolders>(provider => provider.GetRequiredService<ApiTokens>());
        services.AddSingleton<AuthorityKeys>();
        services.AddSingleton<JwtVerifier>();
        services.AddSingleton<Authenticator>();
        return services;
    }
}
