using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace NotiLog.Tests.Infra;

/// <summary>The queues and tables of the code are those that Bicep makes and the emulator has.</summary>
public sealed partial class QueueTests
{
    private const string DeadLetters = "/$DeadLetterQueue";

    [Fact]
    public async Task Bicep_makes_the_queues_of_the_functions() => Assert.Equal(InCode(), (await QueuesAsync()).Select(NameOf).Order(StringComparer.Ordinal));

    [Fact]
    public void The_emulator_has_the_queues_of_the_functions() => Assert.Equal(InCode(), Emulated().Select(queue => (string)queue["Name"]!).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Messages_are_locked_redelivered_and_set_aside_alike()
    {
        Assert.All(await QueuesAsync(), queue => Assert.Equal(
            ("PT1M", 10, true),
            ((string)queue["properties"]!["lockDuration"]!, (int)queue["properties"]!["maxDeliveryCount"]!, (bool)queue["properties"]!["deadLetteringOnMessageExpiration"]!)));
        Assert.All(Emulated(), queue => Assert.Equal(
            ("PT1M", 10, true),
            ((string)queue["Properties"]!["LockDuration"]!, (int)queue["Properties"]!["MaxDeliveryCount"]!, (bool)queue["Properties"]!["DeadLetteringOnMessageExpiration"]!)));
    }

    [Fact]
    public void Somebody_takes_note_of_each_queues_dead_letters() =>
        Assert.Equal(InCode(), Triggers().Where(queue => queue.EndsWith(DeadLetters, StringComparison.Ordinal)).Select(Alive).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Bicep_makes_the_tables_that_are_always_there()
    {
        var made = Templates.ResourcesOf(await Templates.Dev, "Microsoft.Storage/storageAccounts/tableServices/tables").Select(NameOf);

        Assert.Equal(TablesInCode(), made.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> InCode() => new SortedSet<string>(Triggers().Select(Alive).Concat(Outputs()), StringComparer.Ordinal);

    private static IEnumerable<string> Triggers() => CodeSettings.Bindings().OfType<ServiceBusTriggerAttribute>().Select(trigger => trigger.QueueName!);

    private static IEnumerable<string> Outputs() => CodeSettings.Bindings().OfType<ServiceBusOutputAttribute>().Select(output => output.QueueOrTopicName);

    private static string Alive(string queue) => queue.Replace(DeadLetters, "", StringComparison.Ordinal);

    private static async Task<IReadOnlyList<JsonObject>> QueuesAsync() => [.. Templates.ResourcesOf(await Templates.Dev, "Microsoft.ServiceBus/namespaces/queues")];

    private static IEnumerable<JsonNode> Emulated() =>
        JsonNode.Parse(Templates.Read("local/emulators/servicebus.json"))!["UserConfig"]!["Namespaces"]![0]!["Queues"]!.AsArray().OfType<JsonNode>();

    private static string NameOf(JsonObject resource) => ((string)resource["name"]!).Split('/')[^1];

    private static IEnumerable<string> TablesInCode() => new SortedSet<string>(
        from file in Directory.EnumerateFiles(Path.Combine(Templates.Root, "functions/NotiLog.Core"), "*.cs", SearchOption.AllDirectories)
        from match in Table().Matches(File.ReadAllText(file))
        select match.Groups[1].Value,
        StringComparer.Ordinal);

    [GeneratedRegex("""(?:\.Open\(|const string Table(?:Name)? = )"([a-z]+)";?""")]
    private static partial Regex Table();
}
