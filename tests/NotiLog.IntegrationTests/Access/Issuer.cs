using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace NotiLog.IntegrationTests.Access;

/// <summary>An OIDC issuer on loopback: discovery document and JWKS, over real HTTP.</summary>
internal sealed class Issuer : IAsyncDisposable
{
    /// <summary>Making RSA keys is slow, so all issuers begin with the same one.</summary>
    private static readonly RsaSecurityKey FirstKey = NewRsa("key-1");

    private readonly WebApplication app;
    private int keysAsked;

    private Issuer(WebApplication app) => this.app = app;

    public string Url => app.Urls.Single();

    public SecurityKey Key { get; private set; } = FirstKey;

    public bool Answers { get; set; } = true;

    /// <summary>What discovery answers instead of its document.</summary>
    public string? Document { get; set; }

    public int KeysAsked => keysAsked;

    public static async Task<Issuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var issuer = new Issuer(builder.Build());
        issuer.app.MapGet("/.well-known/openid-configuration", issuer.Discovery);
        issuer.app.MapGet("/keys", issuer.Keys);
        await issuer.app.StartAsync();
        return issuer;
    }

    public void Use(SecurityKey key) => Key = key;

    public static RsaSecurityKey NewRsa(string id) => new(RSA.Create(2048)) { KeyId = id };

    public static ECDsaSecurityKey NewEcdsa(string id, ECCurve curve) => new(ECDsa.Create(curve)) { KeyId = id };

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private IResult Discovery() => (Answers, Document) switch
    {
        (false, _) => Results.StatusCode(StatusCodes.Status503ServiceUnavailable),
        (_, { } document) => Results.Content(document),
        _ => Results.Json(new { issuer = Url, jwks_uri = $"{Url}/keys" }),
    };

    private IResult Keys()
    {
        Interlocked.Increment(ref keysAsked);
        var key = JsonWebKeyConverter.ConvertFromSecurityKey(Key);
        return Results.Json(new
        {
            keys = new[] { new { kty = key.Kty, kid = key.Kid, use = "sig", n = key.N, e = key.E, crv = key.Crv, x = key.X, y = key.Y } },
        });
    }
}

/// <summary>A token to be signed; a test changes what matters.</summary>
internal sealed record Draft(string Issuer, SecurityKey Key, DateTimeOffset Now)
{
    public string Algorithm { get; init; } = SecurityAlgorithms.RsaSha256;

    public string Audience { get; init; } = "notilog";

    public TimeSpan ExpiresIn { get; init; } = TimeSpan.FromMinutes(10);

    public TimeSpan ValidIn { get; init; } = TimeSpan.FromMinutes(-1);

    public object? Roles { get; init; } = new[] { "NotiLog.Operator" };

    public string? Subject { get; init; } = "user-1";

    public string Username { get; init; } = "mira";

    public string Sign()
    {
        var claims = new Dictionary<string, object> { ["preferred_username"] = Username };
        if (Roles is not null)
            claims["roles"] = Roles;
        if (Subject is not null)
            claims["sub"] = Subject;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            NotBefore = (Now + ValidIn).UtcDateTime,
            IssuedAt = (Now + ValidIn).UtcDateTime,
            Expires = (Now + ExpiresIn).UtcDateTime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(Key, Algorithm),
        });
    }
}
