using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using NotiLog.Common;
using NotiLog.Requests;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace NotiLog.Notifications.Exchange;

/// <summary>
/// Reads one YAML document as the JSON that it stands for. Plain <c>true</c>, <c>false</c>, <c>null</c>, <c>~</c> and nothing are what they are in JSON; every
/// other scalar is a string, as it is written (<c>no</c>, <c>-100123</c>, <c>3</c>, <c>12:30</c>): nothing here is a number, and a chat's id keeps its digits.
/// Anchors, aliases, tags, keys given twice, keys that are no text and nesting deeper than 64 are refused.
/// </summary>
public static class YamlReader
{
    private const int Deepest = 64;

    /// <summary>The document, to be disposed of by the caller, or the fault with its line and position (both from 1).</summary>
    public static Result<JsonDocument> Read(ReadOnlyMemory<byte> body)
    {
        if (!Utf8.IsValid(body.Span))
            return Problem.Invalid("body", "is not valid UTF-8");
        var yaml = Encoding.UTF8.GetString(body.Span).TrimStart('\uFEFF');
        try
        {
            using var json = new JsonText();
            using var text = new StringReader(yaml);
            if (!WriteDocument(new Parser(new Scanner(text, skipComments: true)), json.Writer))
                return Problem.Invalid("body", "is empty; a YAML document is expected");
            return JsonDocument.Parse(json.ToBytes().ToArray(), JsonFields.Strict);
        }
        catch (YamlException e)
        {
            return Problem.Invalid("body", LineOfTab(e, yaml) is { } tab ? $"line {tab}, position 1: {e.Message}" : $"line {e.Start.Line}, position {e.Start.Column}: {e.Message}");
        }
    }

    /// <summary>The parser names where the mapping begins in which it met a tab.</summary>
    private static long? LineOfTab(YamlException e, string yaml)
    {
        if (!e.Message.Contains(" tab ", StringComparison.Ordinal))
            return null;
        var lines = yaml.Split('\n');
        var at = Array.FindIndex(lines, (int)Math.Min(e.Start.Line, lines.Length), line => line.TrimStart(' ').StartsWith('\t'));
        return at < 0 ? null : at + 1;
    }

    /// <summary>False when there is none.</summary>
    private static bool WriteDocument(Parser parser, Utf8JsonWriter json)
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
            return false;
        parser.Consume<DocumentStart>();
        WriteValue(parser, json, depth: 1);
        parser.Consume<DocumentEnd>();
        return parser.Accept<StreamEnd>(out _) ? true : throw Fault(parser.Current!, "there is a second document; one is expected");
    }

    private static void WriteValue(Parser parser, Utf8JsonWriter json, int depth)
    {
        var start = parser.Consume<ParsingEvent>();
        if (start is AnchorAlias)
            throw Fault(start, "aliases are not taken; write the value out");
        if (start is not NodeEvent node)
            throw Fault(start, "a value is expected");
        if (!node.Anchor.IsEmpty)
            throw Fault(start, "anchors are not taken; write the values out");
        if (!node.Tag.IsEmpty)
            throw Fault(start, "tags are not taken; quote what is text");
        if (depth > Deepest)
            throw Fault(start, $"nested deeper than {Deepest}");
        switch (node)
        {
            case Scalar scalar:
                WriteScalar(scalar, json);
                break;
            case SequenceStart:
                WriteSequence(parser, json, depth);
                break;
            default:
                WriteMapping(parser, json, depth);
                break;
        }
    }

    private static void WriteSequence(Parser parser, Utf8JsonWriter json, int depth)
    {
        json.WriteStartArray();
        while (!parser.TryConsume<SequenceEnd>(out _))
            WriteValue(parser, json, depth + 1);
        json.WriteEndArray();
    }

    private static void WriteMapping(Parser parser, Utf8JsonWriter json, int depth)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        json.WriteStartObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (parser.Consume<ParsingEvent>() is not Scalar { Anchor.IsEmpty: true, Tag.IsEmpty: true } key)
                throw Fault(parser.Current!, "a key must be plain text");
            if (!keys.Add(key.Value))
                throw Fault(key, $"the key '{key.Value}' is there a second time");
            json.WritePropertyName(TextOf(key));
            WriteValue(parser, json, depth + 1);
        }

        json.WriteEndObject();
    }

    private static void WriteScalar(Scalar scalar, Utf8JsonWriter json)
    {
        var plain = scalar.Style == ScalarStyle.Plain ? scalar.Value : null;
        if (plain is "true" or "True" or "TRUE")
            json.WriteBooleanValue(true);
        else if (plain is "false" or "False" or "FALSE")
            json.WriteBooleanValue(false);
        else if (plain is "" or "~" or "null" or "Null" or "NULL")
            json.WriteNullValue();
        else
            json.WriteStringValue(TextOf(scalar));
    }

    private static string TextOf(Scalar scalar)
    {
        for (var rest = scalar.Value.AsSpan(); rest.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var at; rest = rest[(at + 2)..])
        {
            if (at + 1 >= rest.Length || !char.IsSurrogatePair(rest[at], rest[at + 1]))
                throw Fault(scalar, "the text has a lone surrogate");
        }

        return scalar.Value;
    }

    private static YamlException Fault(ParsingEvent at, string message) => new(at.Start, at.Start, message);
}
