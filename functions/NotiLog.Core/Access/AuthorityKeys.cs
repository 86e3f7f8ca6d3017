using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace NotiLog.Access;

/// <summary>The authority does not answer and its keys are not known yet. Trying again later helps.</summary>
public sealed class AuthorityUnavailableException(Exception? innerException = null)
    : Exception("The authority of Auth:Authority does not answer.", innerException);

/// <summary>Issuer and signature keys of the configured authority: fetched on first use, kept, renewed in the background and when a token names an unknown key.</summary>
public sealed class AuthorityKeys : IDisposable
{
    /// <summary>Name of the HTTP client.</summary>
    internal const string Client = "authority";

    /// <summary>Tokens with unknown keys make the authority be asked no more often than this.</summary>
    private static readonly TimeSpan ShortestRefresh = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    private readonly ConfigurationManager<OpenIdConnectConfiguration> manager;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim first = new(1);
    private volatile bool known;
    private long? failedAt;

    public AuthorityKeys(IOptions<AccessOptions> options, IHttpClientFactory clients, TimeProvider time)
    {
        this.time = time;
        manager = new($"{options.Value.Authority?.TrimEnd('/')}/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(), new Documents(clients))
        {
            RefreshInterval = ShortestRefresh,
        };
    }

    /// <summary>What is known of the authority, renewed first when no key has the id <paramref name="keyId"/> (null or empty when the token names none).</summary>
    /// <exception cref="AuthorityUnavailableException">Nothing is known and the authority does not answer; it is then left alone for five seconds.</exception>
    public async Task<OpenIdConnectConfiguration> CurrentAsync(string? keyId, CancellationToken cancellationToken)
    {
        var configuration = known ? await manager.GetConfigurationAsync(cancellationToken) : await FetchAsync(cancellationToken);
        if (string.IsNullOrEmpty(keyId) || configuration.SigningKeys.Any(key => key.KeyId == keyId))
            return configuration;
        manager.RequestRefresh();
        return await manager.GetConfigurationAsync(cancellationToken);
    }

    public void Dispose() => first.Dispose();

    /// <summary>One caller asks at a time, and those that waited for its failure share it. A caller that goes away does not end the question.</summary>
    private async Task<OpenIdConnectConfiguration> FetchAsync(CancellationToken cancellationToken)
    {
        await first.WaitAsync(cancellationToken);
        try
        {
            if (failedAt is { } at && time.GetElapsedTime(at) < PauseAfterFailure)
                throw new AuthorityUnavailableException();
            var configuration = await manager.GetConfigurationAsync(CancellationToken.None);
            known = true;
            return configuration;
        }
        catch (InvalidOperationException e)
        {
            failedAt = time.GetTimestamp();
            throw new AuthorityUnavailableException(e);
        }
        finally
        {
            first.Release();
        }
    }

    /// <summary>A client per request, so that the factory can renew connections; https except on loopback, also for the address of the keys.</summary>
    private sealed class Documents(IHttpClientFactory clients) : IDocumentRetriever
    {
        public Task<string> GetDocumentAsync(string address, CancellationToken cancel) =>
            new HttpDocumentRetriever(clients.CreateClient(Client)) { RequireHttps = !new Uri(address).IsLoopback }.GetDocumentAsync(address, cancel);
    }
}
