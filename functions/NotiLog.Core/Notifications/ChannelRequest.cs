using System.Text.Json;
using System.Text.RegularExpressions;
using NotiLog.Requests;

namespace NotiLog.Notifications;

/// <summary>Reads the body of <c>PUT channels/{name}</c>, and the channels of an import: <c>{"type","telegram|email|kafka":{...},"fallback","language","timeZone","enabled"}</c>.</summary>
internal sealed partial class ChannelRequest(IReadOnlyList<IChannelTransport> transports)
{
    private const string NameHint = "must be 1 to 64 of a-z, 0-9, '.', '_', '-' and begin with a letter or digit";

    /// <summary>Reads a channel or names every fault.</summary>
    /// <param name="others">Fallback by name of all channels that exist; the one that is written may be among them.</param>
    public Result<Channel> Parse(string name, JsonElement body, IReadOnlyDictionary<string, string?> others)
    {
        var faults = new Faults();
        if (!IsName(name))
            faults.Add("name", NameHint);
        var fields = new JsonFields(body, "", faults);
        var channel = Read(fields, name, others, faults);
        if (ObstacleOf(channel) is { } obstacle)
            faults.Add("type", obstacle);
        return faults.Any ? Problem.From(faults) : channel;
    }

    /// <summary>Reads a channel that names itself, by a transport that need not be configured; what is returned is only meant when there are no faults.</summary>
    /// <param name="path">Where it stands in the request.</param>
    /// <param name="others">Fallback by name of all channels that will exist, itself among them.</param>
    public Channel Parse(string path, JsonElement element, IReadOnlyDictionary<string, string?> others, Faults faults)
    {
        var fields = new JsonFields(element, path, faults);
        var name = fields.Text("name", required: true);
        if (!string.IsNullOrWhiteSpace(name) && !IsName(name))
            fields.Fault("name", NameHint);
        return Read(fields, name ?? "", others, faults);
    }

    /// <summary>Why a channel of its type cannot be told through with the settings as they are, or null.</summary>
    public string? ObstacleOf(Channel channel) =>
        transports.FirstOrDefault(transport => transport.Type == channel.Type)?.Obstacle() is { } obstacle ? $"cannot be {channel.Type} here: {obstacle}" : null;

    private Channel Read(JsonFields fields, string name, IReadOnlyDictionary<string, string?> others, Faults faults)
    {
        var transport = Transport(fields);
        var channel = new Channel(
            name,
            transport?.Type ?? "",
            Settings(fields, transport, faults),
            Fallback(fields, name, others),
            Language(fields),
            TimeZone(fields),
            fields.Flag("enabled", absent: true));
        fields.Close();
        return channel;
    }

    private IChannelTransport? Transport(JsonFields fields)
    {
        var type = fields.Text("type", required: true);
        var transport = transports.FirstOrDefault(candidate => candidate.Type == type);
        if (transport is null && type is not null)
            fields.Fault("type", $"must be one of {string.Join(", ", transports.Select(known => known.Type))}");
        return transport;
    }

    private JsonElement Settings(JsonFields fields, IChannelTransport? transport, Faults faults)
    {
        if (transport is null)
        {
            foreach (var known in transports)
                fields.Take(known.Type);
            return default;
        }

        if (fields.Take(transport.Type) is not { } settings)
            fields.Fault(transport.Type, "is required: the settings of the channel's type");
        else
        {
            var inner = new JsonFields(settings, fields.PathOf(transport.Type), faults);
            if (settings.ValueKind == JsonValueKind.Object)
                transport.Validate(inner);
            return settings.Clone();
        }

        return default;
    }

    private static string? Fallback(JsonFields fields, string name, IReadOnlyDictionary<string, string?> others)
    {
        if (fields.Text("fallback") is not { } fallback)
            return null;
        if (fallback == name)
            fields.Fault("fallback", "must not be the channel itself");
        else if (!others.ContainsKey(fallback))
            fields.Fault("fallback", $"names the channel '{fallback}', which does not exist");
        else if (ChannelFallbacks.FindCycle(name, fallback, others) is { } cycle)
            fields.Fault("fallback", $"would go round in a circle: {string.Join(" -> ", cycle)}");
        return fallback;
    }

    private static string Language(JsonFields fields)
    {
        var language = fields.Text("language") ?? "en";
        if (language is not ("en" or "ru"))
            fields.Fault("language", "must be en or ru");
        return language;
    }

    /// <summary>The system's own files (localtime, posix/...) begin with a small letter and are no zones.</summary>
    private static string TimeZone(JsonFields fields)
    {
        var name = fields.Text("timeZone") ?? "UTC";
        var known = name.Length > 0 && char.IsAsciiLetterUpper(name[0])
            && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId && zone.Id == name;
        if (!known)
            fields.Fault("timeZone", "must be an IANA time zone such as Europe/Moscow or UTC");
        return name;
    }

    public static bool IsName(string name) => NamePattern().IsMatch(name);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
