using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace NotiLog.Agent.Configuration;

/// <summary>
/// Reads the keys of one mapping, each at most once; <see cref="Close"/> names those nobody asked for. Faults are gathered, nothing is thrown: a fault's value reads
/// as null or its default.
/// </summary>
internal sealed class ConfigMap
{
    private readonly YamlMappingNode node;
    private readonly string path;
    private readonly Dictionary<string, (YamlScalarNode Key, YamlNode Value)> entries = new(StringComparer.Ordinal);
    private readonly List<string> asked = [];

    public ConfigMap(YamlMappingNode node, string path, ConfigReading reading)
    {
        (this.node, this.path, Reading) = (node, path, reading);
        foreach (var (key, value) in node.Children)
        {
            if (key is YamlScalarNode { Value: { } name } scalar)
                entries[name] = (scalar, value);
            else
                reading.Fault(key.Start, path, "has a key that is no plain text");
        }
    }

    public ConfigReading Reading { get; }

    public Mark Start => node.Start;

    public IEnumerable<string> Names => entries.Keys;

    public string PathOf(string key) => path.Length == 0 ? key : $"{path}.{key}";

    public void Fault(string key, string message) =>
        Reading.Fault(entries.TryGetValue(key, out var entry) ? entry.Value.Start : node.Start, PathOf(key), message);

    /// <summary>The text with <c>${NAME}</c> filled in; null when the key is missing or empty.</summary>
    public string? Text(string key)
    {
        if (Find(key) is not { } value)
            return null;
        if (value is YamlScalarNode scalar)
            return Reading.Fill(scalar, PathOf(key)) is { Length: > 0 } text ? text : null;
        Fault(key, "must be a text");
        return null;
    }

    public string? Required(string key, string example)
    {
        if (!entries.ContainsKey(key))
            Reading.Fault(node.Start, PathOf(key), $"is required, for example {key}: {example}");
        return Text(key);
    }

    /// <summary>One of the words that are allowed.</summary>
    public string OneOf(string key, string fallback, IReadOnlyList<string> allowed)
    {
        if (Text(key) is not { } text)
            return fallback;
        if (allowed.Contains(text))
            return text;
        Fault(key, $"must be one of {string.Join(", ", allowed)}{Suggestion.For(text, allowed)}");
        return fallback;
    }

    /// <summary>A value that a function reads; its message says what is allowed.</summary>
    public T? Parsed<T>(string key, Func<string, T?> parse, string allowed)
        where T : struct
    {
        if (Text(key) is not { } text)
            return null;
        if (parse(text) is { } value)
            return value;
        Fault(key, $"must be {allowed}, not '{text}'");
        return null;
    }

    /// <summary>A list of texts, or a single one.</summary>
    public IReadOnlyList<(string Text, Mark At)> Texts(string key)
    {
        if (Find(key) is not { } value)
            return [];
        var items = value is YamlSequenceNode sequence ? sequence.Children : [value];
        var texts = new List<(string, Mark)>();
        foreach (var item in items)
        {
            if (item is YamlScalarNode scalar)
                texts.Add((Reading.Fill(scalar, PathOf(key)), item.Start));
            else
                Reading.Fault(item.Start, PathOf(key), "must be a text or a list of texts");
        }

        return texts;
    }

    /// <summary>A mapping below this one; null when there is none.</summary>
    public ConfigMap? Map(string key)
    {
        if (Find(key) is not { } value)
            return null;
        if (value is YamlMappingNode mapping)
            return new ConfigMap(mapping, PathOf(key), Reading);
        Fault(key, "must hold keys of its own, indented below it");
        return null;
    }

    /// <summary>Mappings of a list.</summary>
    public IReadOnlyList<ConfigMap> Maps(string key)
    {
        if (Find(key) is not { } value)
            return [];
        if (value is not YamlSequenceNode sequence)
        {
            Fault(key, $"must be a list: each item begins with '- ' below {key}:");
            return [];
        }

        var maps = new List<ConfigMap>();
        foreach (var (item, index) in sequence.Children.Select((item, index) => (item, index)))
        {
            if (item is YamlMappingNode mapping)
                maps.Add(new ConfigMap(mapping, $"{PathOf(key)}[{index}]", Reading));
            else
                Reading.Fault(item.Start, $"{PathOf(key)}[{index}]", "must hold keys, such as '- path: /var/log/app.log'");
        }

        return maps;
    }

    /// <summary>Whether the key holds keys of its own.</summary>
    public bool IsMap(string key) => entries.TryGetValue(key, out var entry) && entry.Value is YamlMappingNode;

    /// <summary>Names the keys that nobody asked for.</summary>
    public void Close()
    {
        foreach (var (name, entry) in entries.Where(entry => !asked.Contains(entry.Key)))
            Reading.Fault(entry.Key.Start, PathOf(name), $"is unknown; allowed here: {string.Join(", ", asked)}{Suggestion.For(name, asked)}");
    }

    private YamlNode? Find(string key)
    {
        if (!asked.Contains(key))
            asked.Add(key);
        return entries.TryGetValue(key, out var entry) && entry.Value is not YamlScalarNode { Value: null or "" or "~" or "null", Style: ScalarStyle.Plain } ? entry.Value : null;
    }
}
