using Microsoft.Extensions.Options;

namespace NotiLog.Access;

/// <summary>Tells who calls from the <c>Authorization</c> header: the owner key, a stored key, or a JWT when an authority is set.</summary>
public sealed class Authenticator
{
    private const string Scheme = "Bearer ";
    private const int LongestCredential = 16 * 1024;

    private static readonly Caller Owner = new(CallerKind.Owner, "owner", "owner", Role.Admin);

    private readonly IReadOnlyList<IKeyHolders> holders;
    private readonly KeyCache cache;
    private readonly JwtVerifier jwts;
    private readonly TimeProvider time;
    private readonly CredentialDigest? owner;

    public Authenticator(IOptions<AccessOptions> options, IEnumerable<IKeyHolders> holders, KeyCache cache, JwtVerifier jwts, TimeProvider time)
    {
        (this.holders, this.cache, this.jwts, this.time) = (holders.ToList(), cache, jwts, time);
        owner = options.Value.OwnerKey is { Length: >= AccessOptions.ShortestOwnerKey } key ? CredentialDigest.Of(key) : null;
    }

    /// <summary>The caller, or null without or with an unknown, ended or forged credential. A known credential without a role is a caller with <see cref="Role.None"/>.</summary>
    /// <exception cref="Tables.TablesUnavailableException">A key had to be looked up and storage does not answer.</exception>
    /// <exception cref="AuthorityUnavailableException">A JWT had to be checked and the authority has never answered.</exception>
    public ValueTask<Caller?> AuthenticateAsync(string? authorizationHeader, CancellationToken cancellationToken)
    {
        if (CredentialOf(authorizationHeader) is not { } credential)
            return default;
        var digest = CredentialDigest.Of(credential);
        if (owner is { } key && CredentialDigest.EqualInConstantTime(key, digest))
            return new(Owner);
        foreach (var source in holders)
        {
            if (credential.StartsWith(source.Prefix, StringComparison.Ordinal))
                return AuthenticateKeyAsync(source, credential, digest, cancellationToken);
        }

        return new(jwts.VerifyAsync(credential, cancellationToken));
    }

    private static string? CredentialOf(string? header)
    {
        if (header is null || header.Length > LongestCredential || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var credential = header[Scheme.Length..].Trim(' ');
        return credential.Length == 0 ? null : credential;
    }

    private ValueTask<Caller?> AuthenticateKeyAsync(IKeyHolders source, string credential, CredentialDigest digest, CancellationToken cancellationToken)
    {
        if (!AccessKey.TryParse(credential, out var id, out var secret))
            return default;
        return cache.TryGet(digest, out var key) ? new(CallerOf(key)) : new(VerifyAsync());

        async Task<Caller?> VerifyAsync()
        {
            var generation = cache.Generation;
            var holder = await source.FindAsync(id, cancellationToken);
            var verified = holder?.Keys.FirstOrDefault(held => held.Hash.Matches(secret)) is { } held
                ? new VerifiedKey(id, holder.Caller, held.Until)
                : null;
            cache.Remember(digest, verified, generation);
            return CallerOf(verified);
        }
    }

    private Caller? CallerOf(VerifiedKey? key) => key is not null && !(key.Until <= time.GetUtcNow()) ? key.Caller : null;
}
