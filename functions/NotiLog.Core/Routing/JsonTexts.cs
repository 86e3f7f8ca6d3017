using System.Text.Json;
using NotiLog.Requests;

namespace NotiLog.Routing;

/// <summary>Arrays of strings of which the caller names further faults by the element's own path.</summary>
internal static class JsonTexts
{
    public static IEnumerable<(string Path, string Text)> Read(JsonFields fields, string name, bool required, int most, Faults faults)
    {
        foreach (var (path, item) in fields.Items(name, required, most))
        {
            if (TextOf(item) is { } text)
                yield return (path, text);
            else
                faults.Add(path, "must be a string");
        }
    }

    private static string? TextOf(JsonElement item)
    {
        try
        {
            return item.ValueKind == JsonValueKind.String ? item.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
