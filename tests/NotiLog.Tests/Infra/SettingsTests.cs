using System.Text.Json.Nodes;

namespace NotiLog.Tests.Infra;

/// <summary>The settings in code, in Bicep and in the sample are the same, both ways.</summary>
public sealed class SettingsTests
{
    /// <summary>Settings that the code reads and nobody need give it, and why.</summary>
    private static readonly Dictionary<string, string> SetByAzure = new()
    {
        ["WEBSITE_SITE_NAME"] = "Azure gives it to every app",
        ["Dispatch:Alone"] = "set by the local host, of which there is one",
    };

    /// <summary>Settings that the code does not read, and who does.</summary>
    private static readonly Dictionary<string, string> ReadByOthers = new()
    {
        ["AzureSignalRConnectionString"] = "read by the Functions host, for the bindings of SignalR Service",
        ["AzureSignalRHttpClientTimeout"] = "read by the Functions host: how long it waits for SignalR Service, 100 s without it",
        ["AzureWebJobs_IngestFromKafka_Disabled"] = "read by the Functions host, which cannot do without the trigger's settings",
    };

    private static readonly Dictionary<string, string> OnlyInTheSample = new()
    {
        ["FUNCTIONS_WORKER_RUNTIME"] = "Core Tools ask for it, Flex Consumption refuses it",
    };

    [Fact]
    public async Task Bicep_gives_the_app_what_its_code_names_and_nothing_else() =>
        Assert.Empty(Difference(Wanted([]), (await AppSettingsAsync()).Select(CodeSettings.Plain)));

    [Fact]
    public void The_sample_shows_what_the_code_names_and_nothing_else() =>
        Assert.Empty(Difference(Wanted(OnlyInTheSample), CodeSettings.Sample().Keys));

    [Fact]
    public void A_setting_that_one_side_lacks_is_found_on_either_side()
    {
        var named = CodeSettings.Named();
        Assert.Contains("Email:Host", named);
        Assert.Contains("Dispatch:Schedule", named);
        Assert.Contains("ServiceBus", named);

        Assert.Equal(["missing: Email:Host"], Difference(named, named.Where(name => name != "Email:Host")));
        Assert.Equal(["not in the code: Email:Hots"], Difference(named, named.Append("Email:Hots")));
    }

    [Fact]
    public async Task Names_are_such_as_Linux_takes() => Assert.All(await AppSettingsAsync(), name => Assert.Matches("^[A-Za-z][A-Za-z0-9_]*$", name));

    [Fact]
    public async Task Secrets_are_references_into_the_vault()
    {
        var settings = (await SettingsAsync()).ToDictionary(setting => (string)setting["name"]!, setting => (string?)setting["value"]);

        Assert.All(
            (string[])["Auth__OwnerKey", "Telegram__BotToken", "Email__Password", "Kafka__SaslPassword", "Watchdog__PingUrl"],
            name => Assert.Contains("@Microsoft.KeyVault(SecretUri=", settings[name], StringComparison.Ordinal));
        Assert.DoesNotContain(settings, setting => setting.Value?.Contains("AccountKey", StringComparison.OrdinalIgnoreCase) == true);
        Assert.DoesNotContain(settings, setting => setting.Value?.Contains("SharedAccessKey", StringComparison.OrdinalIgnoreCase) == true);
    }

    private static IEnumerable<string> Wanted(Dictionary<string, string> more) =>
        CodeSettings.Named().Except(SetByAzure.Keys).Union(ReadByOthers.Keys).Union(more.Keys);

    private static IEnumerable<string> Difference(IEnumerable<string> wanted, IEnumerable<string> there) =>
        wanted.Except(there).Select(name => $"missing: {name}").Concat(there.Except(wanted).Select(name => $"not in the code: {name}")).Order(StringComparer.Ordinal);

    private static async Task<IReadOnlyList<string>> AppSettingsAsync() => [.. (await SettingsAsync()).Select(setting => (string)setting["name"]!)];

    private static async Task<IReadOnlyList<JsonNode>> SettingsAsync() =>
        [.. Assert.Single(Templates.ResourcesOf(await Templates.Everything, "Microsoft.Web/sites"))["properties"]!["siteConfig"]!["appSettings"]!.AsArray().OfType<JsonNode>()];
}
