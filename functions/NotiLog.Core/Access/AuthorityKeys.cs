using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace NotiLog.Access;

/// <summary>The authority does not answer, or not with an OIDC configuration, and its keys are not known yet. Trying again later helps.</summary>
public sealed class AuthorityUnavailableException(Exception? innerException = null)
    : Exception("The authority of Auth:Authority does not answer.", innerException);

/// <summary>
/// Issuer and signature keys of the configured authority: fetched on first use, kept, renewed after half a day and when a token names an unknown key.
/// What is known stays in use while the authority does not answer. (The library's ConfigurationManager renews behind the caller's back
/// and by the wall clock, so the first tokens with a new key would be refused.)
/// </summary>
public sealed class AuthorityKeys(IOptions<AccessOptions> options, IHttpClientFactory clients, TimeProvider time) : IDisposable
{
    /// <summary>Name of the HTTP client.</summary>
    internal const string Client = "authority";

    /// <summary>However many tokens name unknown keys, the authority is asked no more often than this.</summary>
    private static readonly TimeSpan ShortestRenewal = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestUse = TimeSpan.FromHours(12);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim gate = new(1);
    private volatile Known? known;
    private long? renewedAt;
    private long? failedAt;

    /// <summary>What is known of the authority, renewed first when no key has the id <paramref name="keyId"/> (null or empty when the token names none).</summary>
    /// <exception cref="AuthorityUnavailableException">Nothing is known and the authority does not answer; it is then left alone for five seconds.</exception>
    public async Task<OpenIdConnectConfiguration> CurrentAsync(string? keyId, CancellationToken cancellationToken)
    {
        var current = known;
        if (IsEnough(current, keyId))
            return current!.Configuration;
        var wait = current is not null && current.Has(keyId) ? TimeSpan.Zero : Timeout.InfiniteTimeSpan;
        if (!await gate.WaitAsync(wait, cancellationToken))
            return current!.Configuration;
        try
        {
            return IsEnough(known, keyId) ? known!.Configuration : await RenewAsync();
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private bool IsEnough(Known? current, string? keyId) =>
        current is not null && current.Has(keyId) && time.GetElapsedTime(current.At) < LongestUse;

    /// <summary>Asks for all who wait; none of them going away ends the question.</summary>
    private async Task<OpenIdConnectConfiguration> RenewAsync()
    {
        var current = known;
        if (current is null && IsWithin(PauseAfterFailure, failedAt))
            throw new AuthorityUnavailableException();
        if (current is not null && IsWithin(ShortestRenewal, renewedAt))
            return current.Configuration;
        if (current is not null)
            renewedAt = time.GetTimestamp();
        try
        {
            var address = $"{options.Value.Authority!.TrimEnd('/')}/.well-known/openid-configuration";
            var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(address, new Documents(clients), CancellationToken.None);
            if (string.IsNullOrEmpty(configuration.Issuer) || configuration.SigningKeys.Count == 0)
                throw new InvalidOperationException("The authority names no issuer or no keys.");
            known = new(configuration, time.GetTimestamp());
            return configuration;
        }
        catch (Exception e) when (e is IOException or HttpRequestException or InvalidOperationException or ArgumentException or JsonException or FormatException or SecurityTokenException)
        {
            failedAt = time.GetTimestamp();
            return current?.Configuration ?? throw new AuthorityUnavailableException(e);
        }
    }

    private bool IsWithin(TimeSpan span, long? since) => since is { } at && time.GetElapsedTime(at) < span;

    private sealed record Known(OpenIdConnectConfiguration Configuration, long At)
    {
        public bool Has(string? keyId) => string.IsNullOrEmpty(keyId) || Configuration.SigningKeys.Any(key => key.KeyId == keyId);
    }

    /// <summary>A client per request, so that the factory can renew connections; https except on loopback, also for the address of the keys.</summary>
    private sealed class Documents(IHttpClientFactory clients) : IDocumentRetriever
    {
        public Task<string> GetDocumentAsync(string address, CancellationToken cancel) =>
            new HttpDocumentRetriever(clients.CreateClient(Client)) { RequireHttps = !new Uri(address).IsLoopback }.GetDocumentAsync(address, cancel);
    }
}
