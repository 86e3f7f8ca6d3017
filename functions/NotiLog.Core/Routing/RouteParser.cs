using System.Text.Json;
using NotiLog.Requests;

namespace NotiLog.Routing;

/// <summary>Reads one route and names every fault by path.</summary>
internal sealed class RouteParser(IReadOnlySet<string>? channels, Faults faults)
{
    private const int MostChannels = 20;
    private const int MostGroupFields = 10;
    private const int LongestGroupField = 256;

    private static readonly TimeSpan DefaultInterval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly Dictionary<string, string> pathsByName = new(StringComparer.Ordinal);

    public Route Parse(string path, JsonElement element)
    {
        var fields = new JsonFields(element, path, faults);
        var route = new Route(
            Name(fields, path),
            Matchers.Read(fields, "match", faults),
            fields.Flag("continue", absent: false),
            Channels(fields),
            GroupBy(fields),
            fields.Duration("groupWait", TimeSpan.Zero, TimeSpan.Zero, Longest),
            fields.Duration("groupInterval", DefaultInterval, ShortestInterval, Longest),
            fields.Flag("enabled", absent: true));
        fields.Close();
        return route;
    }

    private string Name(JsonFields fields, string path)
    {
        var name = fields.Text("name", required: true) ?? "";
        if (name.Length > 0 && !pathsByName.TryAdd(name, path))
            fields.Fault("name", $"is already the name of {pathsByName[name]}; names are unique");
        return name;
    }

    private List<string> Channels(JsonFields fields)
    {
        var names = new List<string>();
        foreach (var (path, name) in JsonTexts.Read(fields, "channels", required: true, MostChannels, faults))
        {
            if (channels?.Contains(name) == false)
                faults.Add(path, $"names the channel '{name}', which does not exist");
            else if (names.Contains(name))
                faults.Add(path, $"names the channel '{name}' again");
            else
                names.Add(name);
        }

        return names;
    }

    private List<EventField> GroupBy(JsonFields fields)
    {
        var groupBy = new List<EventField>();
        foreach (var (path, name) in JsonTexts.Read(fields, "groupBy", required: false, MostGroupFields, faults))
        {
            if (name.Length > LongestGroupField)
                faults.Add(path, $"must be at most {LongestGroupField} characters");
            else if (EventField.Find(name) is not { CanGroup: true } field)
                faults.Add(path, $"names '{name}', by which events are not grouped; allowed are {EventField.GroupingHint}");
            else if (groupBy.Exists(other => other.Name == name))
                faults.Add(path, $"names '{name}' again");
            else
                groupBy.Add(field);
        }

        return groupBy;
    }
}
