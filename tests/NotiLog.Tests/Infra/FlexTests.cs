using System.Text.Json.Nodes;

namespace NotiLog.Tests.Infra;

/// <summary>Flex Consumption gets what it takes and nothing that it refuses.</summary>
public sealed class FlexTests
{
    private static readonly string[] RefusedSettings =
    [
        "FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_EXTENSION_VERSION", "FUNCTIONS_WORKER_RUNTIME_VERSION", "FUNCTIONS_MAX_HTTP_CONCURRENCY",
        "FUNCTIONS_WORKER_PROCESS_COUNT", "FUNCTIONS_WORKER_DYNAMIC_CONCURRENCY_ENABLED", "WEBSITE_RUN_FROM_PACKAGE", "WEBSITE_RUN_FROM_ZIP", "WEBSITE_USE_ZIP",
        "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING", "WEBSITE_CONTENTSHARE", "WEBSITE_CONTENTOVERVNET", "WEBSITE_SKIP_CONTENTSHARE_VALIDATION",
        "WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT", "WEBSITE_USE_PLACEHOLDER_DOTNETISOLATED", "WEBSITE_VNET_ROUTE_ALL", "WEBSITE_DNS_SERVER",
        "WEBSITE_NODE_DEFAULT_VERSION", "WEBSITE_MOUNT_ENABLED", "ENABLE_ORYX_BUILD", "SCM_DO_BUILD_DURING_DEPLOYMENT", "AzureWebJobsDashboard",
        "WEBSITE_LOAD_CERTIFICATES", "WEBSITE_TIME_ZONE", "TZ",
    ];

    private static readonly string[] RefusedProperties =
    [
        "ftpsState", "use32BitWorkerProcess", "netFrameworkVersion", "functionsRuntimeScaleMonitoringEnabled", "functionAppScaleLimit", "linuxFxVersion",
        "windowsFxVersion", "containerSize", "isXenon",
    ];

    [Fact]
    public async Task Nothing_that_it_refuses_is_set() => Assert.Empty(RefusedOf(await AppAsync()));

    [Fact]
    public async Task What_it_refuses_is_found()
    {
        var app = await AppAsync();
        app["siteConfig"]!["ftpsState"] = "Disabled";
        app["siteConfig"]!["appSettings"]!.AsArray().Add(new JsonObject { ["name"] = "TZ", ["value"] = "Europe/Moscow" });

        Assert.Equal(["ftpsState", "TZ"], RefusedOf(app));
    }

    [Fact]
    public async Task The_app_is_dotnet_10_isolated_deployed_by_identity()
    {
        var app = await AppAsync();
        var plan = Assert.Single(Templates.ResourcesOf(await Templates.Everything, "Microsoft.Web/serverfarms"));

        Assert.Equal("FC1", (string?)plan["sku"]!["name"]);
        Assert.Equal(("dotnet-isolated", "10.0"), ((string?)app["functionAppConfig"]!["runtime"]!["name"], (string?)app["functionAppConfig"]!["runtime"]!["version"]));
        Assert.Equal("UserAssignedIdentity", (string?)app["functionAppConfig"]!["deployment"]!["storage"]!["authentication"]!["type"]);
        Assert.True((bool)app["httpsOnly"]!);
    }

    [Fact]
    public async Task Scale_groups_that_are_kept_running_exist()
    {
        var groups = Templates.ResourcesOf(await Templates.Prod, "Microsoft.Web/sites").Single()["properties"]!["functionAppConfig"]!["scaleAndConcurrency"]!["alwaysReady"]!
            .AsArray().Select(group => (string)group!["name"]!).ToList();
        var functions = typeof(Functions.Composition).Assembly.GetTypes().Select(type => $"function:{type.Name}").ToHashSet();

        Assert.NotEmpty(groups);
        Assert.All(groups, group => Assert.True(group == "http" || functions.Contains(group), group));
    }

    [Fact]
    public void The_hosts_file_says_what_the_design_counts_on()
    {
        var host = JsonNode.Parse(Templates.Read("host.json"))!;
        var bus = host["extensions"]!["serviceBus"]!;

        Assert.Equal("api", (string?)host["extensions"]!["http"]!["routePrefix"]);
        Assert.Equal(("00:00:02", 0), ((string?)bus["clientRetryOptions"]!["tryTimeout"], (int)bus["clientRetryOptions"]!["maxRetries"]!));
        Assert.True((bool)bus["autoCompleteMessages"]!);
        Assert.False((bool)host["extensions"]!["kafka"]!["commitOnFailure"]!);
        Assert.False(host["telemetryMode"] is not null && host["logging"]?["applicationInsights"] is not null);
    }

    private static async Task<JsonNode> AppAsync() => Assert.Single(Templates.ResourcesOf(await Templates.Everything, "Microsoft.Web/sites"))["properties"]!;

    private static IEnumerable<string> RefusedOf(JsonNode app) =>
        app["siteConfig"]!.AsObject().Select(property => property.Key).Intersect(RefusedProperties)
            .Concat(app["siteConfig"]!["appSettings"]!.AsArray().Select(setting => (string)setting!["name"]!).Intersect(RefusedSettings, StringComparer.OrdinalIgnoreCase));
}
