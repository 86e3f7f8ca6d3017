using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace NotiLog.Local.Hosting.SignalR;

/// <summary>Stands in for SignalR Service: one path for each hub, open to who brings a token for it.</summary>
internal sealed class SignalREndpoints
{
    /// <summary>As much as the service takes in one message.</summary>
    private const int LargestMessage = 1024 * 1024;

    private const string Scheme = "Bearer ";

    /// <summary>Metadata of the paths that are the hubs'.</summary>
    public static readonly SignalREndpoints Mark = new();

    private SignalREndpoints() { }

    public static string PathOf(string hub) => "/signalr/" + hub;

    public static void AddServices(IServiceCollection services)
    {
        services.AddSignalR(options => options.MaximumReceiveMessageSize = LargestMessage);
        services.RemoveAll<IHubProtocol>();
        services.AddSingleton<IHubProtocol, ServerlessProtocol>();
        services.AddSingleton<IUserIdProvider, HubUsers>();
        services.AddSingleton<SignalRTokens>().AddSingleton<SignalRFunctions>().AddSingleton<SignalRSender>();
        services.AddHostedService(provider => provider.GetRequiredService<SignalRSender>());
    }

    public static void Map(WebApplication app)
    {
        var tokens = app.Services.GetRequiredService<SignalRTokens>();
        app.MapHub<ClientHub>(PathOf("{hub}"), options => options.ApplicationMaxBufferSize = LargestMessage).Add(endpoint =>
        {
            var inner = endpoint.RequestDelegate!;
            endpoint.Metadata.Add(Mark);
            endpoint.RequestDelegate = http => GuardAsync(http, tokens, inner);
        });
    }

    /// <summary>Browsers cannot set headers on WebSockets and server-sent events: their token comes in the query.</summary>
    private static async Task GuardAsync(HttpContext http, SignalRTokens tokens, RequestDelegate inner)
    {
        var header = http.Request.Headers.Authorization.ToString();
        var token = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..] : http.Request.Query["access_token"].ToString();
        if (await tokens.VerifyAsync(token, (string)http.Request.RouteValues["hub"]!) is not { } user)
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return;
        }

        http.User = user;
        await inner(http);
    }
}
