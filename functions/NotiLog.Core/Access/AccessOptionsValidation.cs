using Microsoft.Extensions.Options;
using NotiLog.Common;

namespace NotiLog.Access;

/// <summary>Names every fault of the section <c>Auth</c> at once; never quotes the owner key.</summary>
internal sealed class AccessOptionsValidation : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        var faults = FaultsOf(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> FaultsOf(AccessOptions options)
    {
        var (hasOwner, hasAuthority, hasAudience) =
            (!string.IsNullOrEmpty(options.OwnerKey), !string.IsNullOrEmpty(options.Authority), !string.IsNullOrEmpty(options.Audience));
        if (!hasOwner && !hasAuthority)
            yield return "Auth:OwnerKey or Auth:Authority must be set; without either nobody can sign in.";
        if (Settings.IsUnresolvedReference(options.OwnerKey))
            yield return "Auth:OwnerKey is a Key Vault reference that was not resolved: the app's identity cannot read the secret, or there is none.";
        if (options.OnAzure && hasOwner && options.OwnerKey!.StartsWith(AccessOptions.Placeholder, StringComparison.OrdinalIgnoreCase))
            yield return "Auth:OwnerKey is still the sample's placeholder; set a key that nobody else knows.";
        if (hasOwner && options.OwnerKey!.Length < AccessOptions.ShortestOwnerKey)
            yield return $"Auth:OwnerKey must have at least {AccessOptions.ShortestOwnerKey} characters.";
        if (hasOwner && options.OwnerKey.AsSpan().ContainsAnyExceptInRange('!', '~'))
            yield return "Auth:OwnerKey must consist of visible ASCII characters without spaces.";
        if (hasAuthority && !IsAuthority(options.Authority!))
            yield return "Auth:Authority must be an absolute https URL without query or fragment (http only on loopback).";
        if (hasAuthority && !hasAudience)
            yield return "Auth:Audience must be set when Auth:Authority is.";
        if (hasAudience && !hasAuthority)
            yield return "Auth:Authority must be set when Auth:Audience is.";
    }

    private static bool IsAuthority(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Query.Length == 0
        && url.Fragment.Length == 0
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
}
