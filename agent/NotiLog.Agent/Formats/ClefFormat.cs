using System.Text;
using System.Text.RegularExpressions;
using NotiLog.Agent.Events;

namespace NotiLog.Agent.Formats;

/// <summary>Serilog's compact JSON (CLEF): <c>@t @m @mt @l @x @tr @sp</c>; other properties go into the context.</summary>
internal sealed partial class ClefFormat : ILineFormat
{
    private readonly JsonFormat json = new(new Dictionary<string, string>
    {
        ["time"] = "@t",
        ["level"] = "@l",
        ["message"] = "@m",
        ["stackTrace"] = "@x",
        ["traceId"] = "@tr",
        ["spanId"] = "@sp",
        ["requestId"] = "RequestId",
        ["correlationId"] = "CorrelationId",
    });

    public bool TryRead(string line, TimeContext times, LogLine into)
    {
        if (!json.TryRead(line, times, into) || into.Time is null)
            return false;
        into.Level ??= Level.Info;
        if (ReferenceEquals(into.Message, line) && into.Context.Find(field => field.Name == "@mt").Text is { Length: > 0 } template)
            into.Message = Render(template, into.Context);
        into.Context.RemoveAll(field => field.Name is "@mt" or "@r");
        return true;
    }

    private static string Render(string template, List<ContextField> values)
    {
        var text = new StringBuilder();
        var at = 0;
        foreach (var hole in Hole().EnumerateMatches(template))
        {
            text.Append(template, at, hole.Index - at);
            at = hole.Index + hole.Length;
            text.Append(Fill(template.AsSpan(hole.Index, hole.Length), values));
        }

        return text.Append(template, at, template.Length - at).ToString();
    }

    private static string Fill(ReadOnlySpan<char> hole, List<ContextField> values)
    {
        if (hole is "{{" or "}}")
            return hole[..1].ToString();
        var name = hole[1..^1].TrimStart("@$");
        var end = name.IndexOfAny(',', ':');
        name = end < 0 ? name : name[..end];
        foreach (var value in values)
        {
            if (name.SequenceEqual(value.Name))
                return value.Text ?? value.Json.GetRawText();
        }

        return hole.ToString();
    }

    [GeneratedRegex(@"\{\{|\}\}|\{[@$]?\w+(,-?\d+)?(:[^{}]+)?\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Hole();
}
