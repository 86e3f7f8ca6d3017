using System.Text.Json;
using Microsoft.Extensions.Logging;
using NotiLog.Agent.Buffering;
using NotiLog.Agent.Configuration;
using NotiLog.Agent.Events;
using NotiLog.Agent.Processes;

namespace NotiLog.Agent.Heartbeats;

/// <summary>What the server wants of the agent, by the last heartbeat's answer or a <c>configure</c>; kept over restarts, and in force at once.</summary>
internal sealed class ServerSettings(BufferStore store, ILogger<ServerSettings> log)
{
    private const string Note = "settings";
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(1);

    private volatile Wanted wanted = Read(store.Note(Note));

    /// <summary>Called when something changed.</summary>
    public Action Changed { get; set; } = () => { };

    public Level LeastLevel => wanted.LeastLevel;

    public TimeSpan HeartbeatInterval => wanted.Interval;

    /// <summary>Those of the agent's own file, exchanged or added to by the server's.</summary>
    public IReadOnlyList<WatchedProcess> Processes(IReadOnlyList<WatchedProcess> own)
    {
        var theirs = wanted.Processes;
        return [.. own.Where(process => !theirs.Any(other => other.Name == process.Name)), .. theirs];
    }

    /// <param name="json">The heartbeat's answer; what is not like one is left out.</param>
    public void Take(string json)
    {
        var now = Read(json);
        if (now.Text == wanted.Text)
            return;
        log.LogInformation("The server wants a heartbeat every {Interval}, level {Level} and above, {Count} more processes", now.Interval, Levels.NameOf(now.LeastLevel), now.Processes.Count);
        wanted = now;
        Changed();
        try
        {
            store.Keep(Note, json);
        }
        catch (Microsoft.Data.Sqlite.SqliteException exception) when (BufferDatabase.IsNoRoom(exception))
        {
            // In force all the same; the next answer says it again.
        }
    }

    private static Wanted Read(string? json)
    {
        try
        {
            using var document = JsonDocument.Parse(json ?? "{}");
            var root = document.RootElement;
            var interval = Text(root, "heartbeatInterval") is { } text && Values.Duration(text) is { } given && given > TimeSpan.Zero ? given : Usual;
            var least = Levels.TryParse(Text(root, "minLevel"), out var level) ? level : Level.Trace;
            List<WatchedProcess> processes = root.TryGetProperty("processes", out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(Process).OfType<WatchedProcess>()] : [];
            return new(interval, least, processes, string.Join('\n', [$"{interval}", $"{least}", .. processes.Select(process => $"{process}")]));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new(Usual, Level.Trace, [], "");
        }
    }

    /// <summary>Null when the agent could not look for it.</summary>
    private static WatchedProcess? Process(JsonElement json)
    {
        if (Text(json, "name") is not { Length: > 0 } name)
            return null;
        try
        {
            var pattern = Text(json, "commandLine");
            if (pattern is not null)
                Values.Pattern(pattern);
            return new(name, pattern, Text(json, "pidFile"));
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <param name="Text">Two of equal texts want the same.</param>
    private sealed record Wanted(TimeSpan Interval, Level LeastLevel, IReadOnlyList<WatchedProcess> Processes, string Text);
}
