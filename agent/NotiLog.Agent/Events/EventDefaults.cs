namespace NotiLog.Agent.Events;

/// <summary>Fields that every event has unless the line says otherwise.</summary>
/// <param name="Path">The file they are for; empty for the agent's own events.</param>
/// <param name="Context">Labels of one's own, and the file's path as <c>file</c>.</param>
internal sealed record EventDefaults(string Path, string Host, string Service, string Source, string? Environment, IReadOnlyList<ContextField> Context)
{
    private static readonly string[] Known = ["host", "service", "source", "environment"];

    /// <param name="labels">Names of event fields, or of one's own.</param>
    /// <param name="service">When the labels name none.</param>
    public static EventDefaults Of(string path, string service, IReadOnlyDictionary<string, string> labels, EventOrigin origin)
    {
        var name = System.IO.Path.GetFileName(path);
        var source = path.Length <= 128 ? path : name;
        var context = labels.Where(label => !Known.Contains(label.Key)).Select(label => new ContextField(label.Key, label.Value)).Append(new ContextField("file", path));
        return new(path, Label("host") ?? origin.Host, Label("service") ?? service, Label("source") ?? source, Label("environment") ?? origin.Environment, [.. context]);

        string? Label(string known) => labels.GetValueOrDefault(known);
    }
}

/// <summary>What the whole agent puts on its events.</summary>
internal sealed record EventOrigin(string Host, string? Environment);
