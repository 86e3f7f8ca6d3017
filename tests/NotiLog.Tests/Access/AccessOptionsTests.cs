using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NotiLog.Access;

namespace NotiLog.Tests.Access;

public sealed class AccessOptionsTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData(Key, null, null)]
    [InlineData(null, "https://login.example.org/tenant/v2.0", "notilog")]
    [InlineData(Key, "http://127.0.0.1:8080", "notilog")]
    [InlineData(Key, "http://localhost:8080/realm", "notilog")]
    public void Accepts_an_owner_key_or_an_authority_or_both(string? ownerKey, string? authority, string? audience) =>
        Assert.Empty(FaultsOf(ownerKey, authority, audience));

    [Theory]
    [InlineData(null, null, null, "Auth:OwnerKey or Auth:Authority must be set")]
    [InlineData("short", null, null, "Auth:OwnerKey must have at least 32 characters")]
    [InlineData("@Microsoft.KeyVault(SecretUri=https://notilog.vault.azure.net/secrets/owner-key)", null, null, "Auth:OwnerKey is a Key Vault reference that was not resolved")]
    [InlineData("0123456789abcdef 0123456789abcdef", null, null, "Auth:OwnerKey must consist of visible ASCII")]
    [InlineData(Key, "https://login.example.org", null, "Auth:Audience must be set")]
    [InlineData(Key, null, "notilog", "Auth:Authority must be set")]
    [InlineData(Key, "http://login.example.org", "notilog", "Auth:Authority must be an absolute https URL")]
    [InlineData(Key, "login.example.org", "notilog", "Auth:Authority must be an absolute https URL")]
    [InlineData(Key, "https://login.example.org?p=1", "notilog", "Auth:Authority must be an absolute https URL")]
    public void Names_the_setting_at_fault(string? ownerKey, string? authority, string? audience, string fault) =>
        Assert.StartsWith(fault, Assert.Single(FaultsOf(ownerKey, authority, audience)), StringComparison.Ordinal);

    [Fact]
    public void The_samples_placeholder_is_a_key_on_a_developers_machine_only()
    {
        const string Placeholder = "nlo_replace-me-with-at-least-32-characters";
        Assert.Empty(FaultsOf(Placeholder, null, null));
        Assert.StartsWith("Auth:OwnerKey is still the sample's placeholder", Assert.Single(FaultsOf(Placeholder, null, null, site: "notilog-prod")), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_all_faults_at_once_and_never_the_key()
    {
        var faults = FaultsOf("too short", "ftp://x", null);
        Assert.Equal(4, faults.Count);
        Assert.DoesNotContain(faults, fault => fault.Contains("too short", StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> FaultsOf(string? ownerKey, string? authority, string? audience, string? site = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Auth:OwnerKey"] = ownerKey, ["Auth:Authority"] = authority, ["Auth:Audience"] = audience, ["WEBSITE_SITE_NAME"] = site })
            .Build();
        using var services = new ServiceCollection().AddAccess(configuration).BuildServiceProvider();
        var fault = Record.Exception(services.GetRequiredService<IStartupValidator>().Validate);
        return fault is OptionsValidationException invalid ? invalid.Failures.ToList() : [];
    }
}
