using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace NotiLog.Tests.Infra;

/// <summary>Every role that Bicep grants is one that the code needs, on what it needs it for, and nothing more is granted.</summary>
public sealed partial class RoleTests
{
    /// <summary>Role, on what and to whom; why; and where the code shows it.</summary>
    private static readonly Grant[] Needed =
    [
        new("b7e6dc6d-f1e8-4753-8033-0f276bb0955b", "storageAccounts/st", App, "Storage Blob Data Owner: the host's locks and keys, the deployed package", () => true),
        new("0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", "storageAccounts/st", App, "Storage Table Data Contributor: AzureTables reads, writes, makes and drops tables", () => CodeSettings.Named().Contains("AzureWebJobsStorage")),
        new("4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0", "namespaces/sbns", App, "Service Bus Data Receiver: triggers on queues", () => Binds<ServiceBusTriggerAttribute>()),
        new("69a216fc-b8fb-44d8-bc22-1f3c2cd27a39", "namespaces/sbns", App, "Service Bus Data Sender: outputs to queues", () => Binds<ServiceBusOutputAttribute>()),
        new("7e4f1700-ea5a-4f59-8f37-079cfe29dce3", "signalR/sigr", App, "SignalR Service Owner: negotiation mints tokens, outputs send", () => Binds<SignalRConnectionInfoInputAttribute>() && Binds<SignalROutputAttribute>()),
        new("2b629674-e913-4c01-ae53-ef4638d8f975", "namespaces/evhns", App, "Event Hubs Data Sender: Kafka channels write with the identity's token", () => CodeSettings.Named().Contains("Kafka:ClientId")),
        new("4633458b-17de-408a-b874-0445c86b69e6", "vaults/kv", App, "Key Vault Secrets User: the references among the app's settings", () => CodeSettings.Named().Contains("Auth:OwnerKey")),
        new("4633458b-17de-408a-b874-0445c86b69e6", "secrets/signalr-upstream-key", SignalR, "Key Vault Secrets User: SignalR Service reads the key of its upstream alone", () => Binds<SignalRTriggerAttribute>()),
        new("3913510d-42f4-4e42-8a64-420c390055eb", "components/appi", App, "Monitoring Metrics Publisher: telemetry", () => CodeSettings.Named().Contains("APPLICATIONINSIGHTS_AUTHENTICATION_STRING")),
    ];

    private const string App = "id-notilog";
    private const string SignalR = "id-signalr-notilog";

    [Fact]
    public async Task What_is_granted_is_what_is_needed() => Assert.Equal(
        Needed.Select(grant => $"{grant.Role} on {grant.Scope} to {grant.Principal}").Order(StringComparer.Ordinal),
        Templates.ResourcesOf(await Templates.Everything, "Microsoft.Authorization/roleAssignments").Select(Told).Order(StringComparer.Ordinal));

    [Fact]
    public void The_code_shows_why() => Assert.All(Needed, grant => Assert.True(grant.Shown(), grant.Reason));

    [Fact]
    public async Task Without_Event_Hubs_nothing_is_granted_on_them() => Assert.Equal(
        Needed.Length - 1,
        Templates.ResourcesOf(await Templates.Dev, "Microsoft.Authorization/roleAssignments").Count());

    [Fact]
    public void Roles_are_granted_in_one_module_and_nowhere_else() => Assert.Equal(
        ["roleAssignments.bicep"],
        Directory.EnumerateFiles(Path.Combine(Templates.Root, "infra"), "*.bicep", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("Microsoft.Authorization/roleAssignments", StringComparison.Ordinal))
            .Select(file => Path.GetFileName(file)!));

    [Fact]
    public async Task Nothing_can_be_reached_by_a_key()
    {
        var prod = await Templates.Prod;

        bool Is(string type, string property, bool value) =>
            (bool)Assert.Single(Templates.ResourcesOf(prod), one => ((string)one["id"]!).Split('/')[^2] == type)["properties"]![property]! == value;

        Assert.True(Is("storageAccounts", "allowSharedKeyAccess", false));
        Assert.True(Is("storageAccounts", "allowBlobPublicAccess", false));
        Assert.True(Is("namespaces", "disableLocalAuth", true));
        Assert.True(Is("signalR", "disableLocalAuth", true));
        Assert.True(Is("components", "DisableLocalAuth", true));
        Assert.True(Is("vaults", "enableRbacAuthorization", true));
    }

    private static string Told(JsonObject assignment)
    {
        var scope = ((string)assignment["id"]!).Split("/providers/Microsoft.Authorization/")[0].Split('/');
        var role = ((string)assignment["properties"]!["roleDefinitionId"]!).Split('/')[^1];
        var principal = Principal().Match((string)assignment["properties"]!["principalId"]!).Groups[1].Value;
        return $"{role} on {scope[^2]}/{Kind().Match(scope[^1]).Value} to {principal}";
    }

    private static bool Binds<T>() => CodeSettings.Bindings().OfType<T>().Any();

    [GeneratedRegex("userAssignedIdentities/(.+)-test-")]
    private static partial Regex Principal();

    /// <summary>The kind in front of the name; the name of a secret is told whole.</summary>
    [GeneratedRegex("^(?:signalr-upstream-key|st(?=notilog)|[a-z]+)")]
    private static partial Regex Kind();

    private sealed record Grant(string Role, string Scope, string Principal, string Reason, Func<bool> Shown);
}
