using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace NotiLog.Access;

/// <summary>Checks JWTs of the configured authority: signature by one of its asymmetric keys, issuer, audience, lifetime; the role from the claim <c>roles</c>.</summary>
public sealed class JwtVerifier(IOptions<AccessOptions> options, AuthorityKeys authority, TimeProvider time)
{
    /// <summary>How far the clocks of authority and server may be apart.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    /// <summary>Asymmetric only: a public key can then never serve as the secret of a forged HS256 token.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private const int LongestName = 128;

    private static readonly JsonWebTokenHandler Handler = new();

    /// <summary>The user the token proves, or null.</summary>
    /// <exception cref="AuthorityUnavailableException">The authority's keys are not known and it does not answer.</exception>
    public async Task<Caller?> VerifyAsync(string credential, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(options.Value.Authority) || Read(credential) is not { } token || !Algorithms.Contains(token.Alg))
            return null;
        var configuration = await authority.CurrentAsync(token.Kid, cancellationToken);
        var result = await Handler.ValidateTokenAsync(token, Demands(configuration));
        return result.IsValid ? CallerOf(token) : null;
    }

    private static JsonWebToken? Read(string credential)
    {
        try
        {
            return Handler.CanReadToken(credential) ? Handler.ReadJsonWebToken(credential) : null;
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private TokenValidationParameters Demands(OpenIdConnectConfiguration configuration) => new()
    {
        ValidAlgorithms = Algorithms,
        ValidAudience = options.Value.Audience,
        ValidIssuer = configuration.Issuer,
        IssuerSigningKeys = configuration.SigningKeys,
        LifetimeValidator = (notBefore, expires, _, _) => IsCurrent(notBefore, expires, time.GetUtcNow().UtcDateTime),
    };

    private static bool IsCurrent(DateTime? notBefore, DateTime? expires, DateTime now) =>
        expires is not null && expires > now - Skew && !(notBefore > now + Skew);

    private static Caller? CallerOf(JsonWebToken token)
    {
        if (string.IsNullOrEmpty(token.Subject))
            return null;
        var name = Name(token, "preferred_username") ?? Name(token, "name") ?? Name(token, "email") ?? Name(token, "sub") ?? "user";
        var role = token.Claims.Where(claim => claim.Type == "roles").Select(claim => RoleOf(claim.Value)).DefaultIfEmpty().Max();
        return new Caller(CallerKind.User, $"{token.Issuer}|{token.Subject}", name, role);
    }

    /// <summary>Fit to be stored and shown beside what the user did; null when nothing is left of it.</summary>
    private static string? Name(JsonWebToken token, string claim)
    {
        if (!token.TryGetPayloadValue<string>(claim, out var text) || text is null)
            return null;
        var name = string.Concat(text.Where(letter => !char.IsControl(letter))).Trim();
        if (name.Length > LongestName)
            name = name[..(char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName)];
        return name.Length == 0 ? null : name;
    }

    private static Role RoleOf(string claim) => claim switch
    {
        "NotiLog.Reader" => Role.Reader,
        "NotiLog.Operator" => Role.Operator,
        "NotiLog.Admin" => Role.Admin,
        _ => Role.None,
    };
}
