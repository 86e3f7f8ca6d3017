namespace NotiLog.Access;

/// <summary>Section <c>Auth</c>: which credentials besides stored keys are accepted. At least one of an owner key and an authority.</summary>
public sealed class AccessOptions
{
    public const string Section = "Auth";

    public const int ShortestOwnerKey = 32;

    /// <summary>How the placeholder in the sample of settings begins; everybody knows it, so it is no key on Azure.</summary>
    internal const string Placeholder = "nlo_replace-me";

    /// <summary>Azure sets <c>WEBSITE_SITE_NAME</c> for every app; a developer's machine has none.</summary>
    internal bool OnAzure { get; set; }

    /// <summary><c>Auth:OwnerKey</c>: bearer token with role admin; at least 32 visible ASCII characters. Absent: no owner key.</summary>
    public string? OwnerKey { get; set; }

    /// <summary><c>Auth:Authority</c>: the OIDC issuer's URL, below which <c>.well-known/openid-configuration</c> stands; https, or http on loopback.</summary>
    public string? Authority { get; set; }

    /// <summary><c>Auth:Audience</c>: the <c>aud</c> that JWTs must carry; goes with <see cref="Authority"/>.</summary>
    public string? Audience { get; set; }
}
