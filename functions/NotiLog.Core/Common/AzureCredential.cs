using Azure.Core;
using Azure.Identity;

namespace NotiLog.Common;

/// <summary>Who the app is towards Azure: its managed identity there, whoever is signed in on a developer's machine.</summary>
public static class AzureCredential
{
    /// <param name="clientId">Of a user-assigned identity; null or empty for the one that the environment names.</param>
    public static TokenCredential Of(string? clientId) =>
        new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = string.IsNullOrEmpty(clientId) ? null : clientId });
}
