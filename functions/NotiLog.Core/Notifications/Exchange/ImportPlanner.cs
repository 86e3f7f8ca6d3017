using System.Text.Json;
using System.Text.Json.Nodes;
using NotiLog.Requests;
using NotiLog.Routing;

namespace NotiLog.Notifications.Exchange;

/// <summary>Reads the document of an import and checks all of it against what would be there afterwards. Writes nothing.</summary>
public sealed class ImportPlanner(ChannelStore channels, RoutingStore routing, IEnumerable<IChannelTransport> transports)
{
    private const int MostChannels = 5000;

    private readonly ChannelRequest request = new([.. transports]);

    /// <summary>The plan, or <see cref="ProblemKind.Invalid"/> naming every fault by path (<c>channels[2].telegram.chatId</c>).</summary>
    internal async Task<Result<ImportPlan>> PlanAsync(JsonElement body, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        var fields = new JsonFields(body, "", faults);
        CheckVersion(fields);
        var wanted = fields.Take("channels") is null ? null : fields.Items("channels", most: MostChannels).ToList();
        var document = fields.Take("routing");
        fields.Close();
        if (!faults.Any && wanted is null && document is null)
            faults.Add("body", "holds neither channels nor routing");
        var seen = await channels.SnapshotAsync(cancellationToken);
        var current = await routing.CurrentAsync(cancellationToken);
        var after = wanted is null ? [.. seen.Channels.Select(stored => stored.Channel)] : ReadChannels(wanted, seen, faults);
        var routed = document is { } given
            ? ReadRouting(given, wanted is null ? after.Select(channel => channel.Name) : wanted.Select(item => NameIn(item.Element)), faults)
            : current.Document;
        if (document is null && wanted is not null)
            CheckUse(seen, wanted, current.Document, faults);
        return faults.Any ? Problem.From(faults) : new ImportPlan(seen, current, after, routed);
    }

    private static void CheckVersion(JsonFields fields)
    {
        if (fields.Take("version") is { } version && version.ToString() != "1")
            fields.Fault("version", "must be 1");
    }

    private List<Channel> ReadChannels(List<(string Path, JsonElement Element)> wanted, ChannelSet seen, Faults faults)
    {
        var fallbacks = new Dictionary<string, string?>(StringComparer.Ordinal);
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, element) in wanted)
        {
            if (NameIn(element) is { Length: > 0 } name && !paths.TryAdd(name, path))
                faults.Add($"{path}.name", $"is already the name of {paths[name]}; names are unique");
            fallbacks.TryAdd(NameIn(element), TextIn(element, "fallback"));
        }

        var read = wanted.Select(item => request.Parse(item.Path, item.Element, fallbacks, faults)).ToList();
        for (var i = 0; i < read.Count; i++)
        {
            if (request.ObstacleOf(read[i]) is { } obstacle && !IsThere(read[i], seen))
                faults.Add($"{wanted[i].Path}.type", obstacle);
        }

        return [.. read.OrderBy(channel => channel.Name, StringComparer.Ordinal)];
    }

    /// <summary>A channel that stays as it is may stay without its transport.</summary>
    private static bool IsThere(Channel channel, ChannelSet seen) =>
        channel.Settings.ValueKind != JsonValueKind.Undefined
        && seen.Find(channel.Name) is { } before
        && JsonNode.DeepEquals(ExchangeJson.Of(before.Channel), ExchangeJson.Of(channel));

    private static RoutingDocument ReadRouting(JsonElement document, IEnumerable<string> names, Faults faults)
    {
        var parsed = RoutingDocument.Parse(document, "routing", names.ToHashSet(StringComparer.Ordinal));
        if (parsed.Problem is { } problem)
        {
            foreach (var (field, messages) in problem.Faults!.ByField)
                messages.ForEach(message => faults.Add(field, message));
            return RoutingDocument.Empty;
        }

        if (parsed.Value.ToJson().Length > RoutingEditor.LongestDocument)
            faults.Add("routing.routes", $"must be at most {RoutingEditor.LongestDocument} characters of JSON in all");
        return parsed.Value;
    }

    /// <summary>Routing is left alone, so it must find its channels afterwards.</summary>
    private static void CheckUse(ChannelSet seen, List<(string Path, JsonElement Element)> wanted, RoutingDocument document, Faults faults)
    {
        var names = wanted.Select(item => NameIn(item.Element)).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in seen.Channels.Select(stored => stored.Channel.Name).Where(name => !names.Contains(name)))
        {
            if (document.RoutesTo(gone) is { Count: > 0 } routes)
                faults.Add("channels", $"must keep '{gone}', which is told by the routes {string.Join(", ", routes)}; or import routing without it");
        }
    }

    private static string NameIn(JsonElement channel) => TextIn(channel, "name") ?? "";

    private static string? TextIn(JsonElement channel, string name) =>
        channel.ValueKind == JsonValueKind.Object ? new JsonFields(channel, "", new Faults()).Text(name) : null;
}
