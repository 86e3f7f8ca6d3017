using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace NotiLog.Tests.Infra;

/// <summary>local/emulators is what local.settings.sample.json points at.</summary>
public sealed class EmulatorTests
{
    [Fact]
    public void The_images_are_Microsofts() => Assert.All(
        Services().Values, service => Assert.StartsWith("mcr.microsoft.com/", service["image"].ToString(), StringComparison.Ordinal));

    [Fact]
    public void Nothing_is_reached_from_other_machines() => Assert.All(
        Services().Values.OfType<YamlMappingNode>().Where(service => service.Children.ContainsKey("ports")).SelectMany(service => (YamlSequenceNode)service["ports"]),
        port => Assert.StartsWith("127.0.0.1:", port.ToString(), StringComparison.Ordinal));

    [Fact]
    public void Files_that_are_laid_into_the_emulators_exist() => Assert.All(
        Services().Values.OfType<YamlMappingNode>().Where(service => service.Children.ContainsKey("volumes")).SelectMany(service => (YamlSequenceNode)service["volumes"])
            .Select(volume => volume.ToString()).Where(volume => volume.StartsWith("./", StringComparison.Ordinal)),
        volume => Assert.True(File.Exists(Path.Combine(Templates.Root, "local/emulators", volume.Split(':')[0])), volume));

    [Fact]
    public void Kafka_has_the_topic_and_the_consumer_group_of_the_sample()
    {
        var entities = JsonNode.Parse(Templates.Read("local/emulators/eventhubs.json"))!["UserConfig"]!["NamespaceConfig"]![0]!["Entities"]!.AsArray();
        var sample = CodeSettings.Sample();

        var topic = Assert.Single(entities, entity => (string?)entity!["Name"] == sample["Kafka:IngestTopic"])!;
        Assert.Equal(sample["Kafka:ConsumerGroup"], (string?)Assert.Single(topic["ConsumerGroups"]!.AsArray())!["Name"]);
    }

    [Fact]
    public void The_SignalR_emulator_reports_to_where_Core_Tools_listen()
    {
        var settings = JsonNode.Parse(Templates.Read("local.settings.sample.json"))!;
        var upstream = Assert.Single(JsonNode.Parse(Templates.Read("local/emulators/signalr.json"))!["UpstreamSettings"]!["Templates"]!.AsArray())!;

        Assert.Equal($"http://localhost:{(int)settings["Host"]!["LocalHttpPort"]!}/runtime/webhooks/signalr", (string?)upstream["UrlTemplate"]);
    }

    private static IDictionary<YamlNode, YamlNode> Services()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Templates.Read("local/emulators/compose.yaml")));
        return ((YamlMappingNode)yaml.Documents[0].RootNode["services"]).Children;
    }
}
