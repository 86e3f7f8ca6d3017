using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace NotiLog.Tests.Infra;

/// <summary>What the pipelines are made of; their syntax is checked by actionlint in .ci/run.</summary>
public sealed partial class WorkflowTests
{
    private const string GitHub = ".github/workflows/notilog.yml";
    private const string Azure = "azure-pipelines.yml";

    /// <summary>Tasks of Azure Pipelines that are used, and the inputs they know.</summary>
    private static readonly Dictionary<string, string[]> Tasks = new()
    {
        ["UseDotNet@2"] = ["packageType", "useGlobalJson"],
        ["UseNode@1"] = ["version"],
        ["ArchiveFiles@2"] = ["rootFolderOrFile", "includeRootFolder", "archiveType", "archiveFile"],
        ["AzureCLI@2"] = ["azureSubscription", "scriptType", "scriptLocation", "inlineScript"],
        ["AzureFunctionApp@2"] = ["connectedServiceNameARM", "appType", "isFlexConsumption", "appName", "package"],
    };

    [Fact]
    public void Actions_are_pinned_by_hash_with_their_version_beside_it() => Assert.Empty(UnpinnedOf(Templates.Read(GitHub)));

    [Theory]
    [InlineData("      - uses: actions/checkout@v4")]
    [InlineData("      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd")]
    [InlineData("      - uses: actions/checkout@de0fac2 # v6.0.2")]
    public void An_action_that_is_not_pinned_is_found(string line) => Assert.Single(UnpinnedOf(line));

    [Fact]
    public void Tasks_of_Azure_Pipelines_get_the_inputs_they_know()
    {
        var used = Root(Azure).AllNodes.OfType<YamlMappingNode>().Where(node => node.Children.ContainsKey("task")).ToList();

        Assert.NotEmpty(used);
        Assert.All(used, step => Assert.Subset(
            Tasks[step["task"].ToString()].ToHashSet(),
            ((YamlMappingNode)step["inputs"]).Children.Keys.Select(key => key.ToString()).ToHashSet()));
    }

    [Theory]
    [InlineData(".ci/run")]
    [InlineData("dotnet test -p:FunctionsWorker=azure")]
    [InlineData("dotnet publish functions/NotiLog.Functions -c Release")]
    [InlineData("infra/deploy.sh \"$AZURE_RESOURCE_GROUP\" dev --what-if")]
    [InlineData("infra/signalr-upstream.sh")]
    [InlineData("infra/deploy-site.sh")]
    [InlineData("infra/smoke.sh")]
    public void Both_pipelines_do_all_of_it(string command)
    {
        Assert.Contains(command, Templates.Read(GitHub), StringComparison.Ordinal);
        Assert.Contains(command, Templates.Read(Azure), StringComparison.Ordinal);
    }

    [Fact]
    public void No_pipeline_holds_a_secret()
    {
        Assert.DoesNotContain("secrets.", Templates.Read(GitHub), StringComparison.Ordinal);
        Assert.DoesNotContain("creds:", Templates.Read(GitHub), StringComparison.Ordinal);
        Assert.DoesNotContain("publish-profile", Templates.Read(GitHub), StringComparison.Ordinal);
        Assert.DoesNotContain("addSpnToEnvironment", Templates.Read(Azure), StringComparison.Ordinal);
    }

    [Fact]
    public void Azd_finds_what_it_deploys()
    {
        var services = (YamlMappingNode)Root("azure.yaml")["services"];

        Assert.Equal(["api", "web"], services.Children.Keys.Select(name => name.ToString()));
        Assert.All(services.Children.Values, service => Assert.True(Directory.Exists(Path.Combine(Templates.Root, service["project"].ToString()))));
        Assert.All(services.Children.Keys, name => Assert.Contains(
            $"'azd-service-name': '{name}'", Templates.Read(name.ToString() == "api" ? "infra/modules/functionApp.bicep" : "infra/modules/staticSite.bicep"), StringComparison.Ordinal));
    }

    private static IEnumerable<string> UnpinnedOf(string workflow) =>
        workflow.Split('\n').Where(line => line.Contains("uses:", StringComparison.Ordinal) && !Pinned().IsMatch(line));

    private static YamlMappingNode Root(string file)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Templates.Read(file)));
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    [GeneratedRegex(@"uses: [\w-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex Pinned();
}
