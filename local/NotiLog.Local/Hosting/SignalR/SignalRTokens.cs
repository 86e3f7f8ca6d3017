using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.Azure.Functions.Worker;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace NotiLog.Local.Hosting.SignalR;

/// <summary>Signs what <c>negotiate</c> answers: a token opens one hub as one user, for an hour, as long as this process lives.</summary>
internal sealed class SignalRTokens(TimeProvider time)
{
    public const string HubClaim = "hub";

    private const string UserClaim = "sub";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly SigningCredentials signing = new(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)), SecurityAlgorithms.HmacSha256);
    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false, SetDefaultTimesOnTokenCreation = false };

    public SignalRConnectionInfo Issue(SignalRConnectionInput input, LocalFunctionContext context)
    {
        var request = context.Http!.Request;
        var hub = input.Hub.ToLowerInvariant();
        var claims = new Dictionary<string, object>();
        if (input.UserId is { } name && context.Value(name) is { Length: > 0 } user)
            claims[UserClaim] = user;
        return new SignalRConnectionInfo
        {
            Url = $"{request.Scheme}://{request.Host}{request.PathBase}{SignalREndpoints.PathOf(hub)}",
            AccessToken = handler.CreateToken(new SecurityTokenDescriptor
            {
                Audience = hub,
                Claims = claims,
                Expires = (time.GetUtcNow() + Lifetime).UtcDateTime,
                SigningCredentials = signing,
            }),
        };
    }

    /// <summary>Whom the token lets into the hub; null when it does not.</summary>
    public async Task<ClaimsPrincipal?> VerifyAsync(string token, string hub)
    {
        var result = await handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = signing.Key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidAudience = hub.ToLowerInvariant(),
            ValidateIssuer = false,
            LifetimeValidator = (_, expires, _, _) => expires > time.GetUtcNow().UtcDateTime,
        });
        if (!result.IsValid)
            return null;
        var claims = new List<Claim> { new(HubClaim, hub.ToLowerInvariant()) };
        if (result.Claims.TryGetValue(UserClaim, out var user))
            claims.Add(new Claim(ClaimTypes.NameIdentifier, (string)user));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, "SignalR"));
    }
}
