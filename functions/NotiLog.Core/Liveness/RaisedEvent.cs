using System.Text.Json;
using NotiLog.Events;
using NotiLog.Tables;

namespace NotiLog.Liveness;

/// <summary>An event that a change in a row has brought about. It waits in that row until it is stored, so that it is told once, whoever dies when.</summary>
/// <param name="Seq">The row's count of changes: with the row's name it is the event's identity.</param>
/// <param name="Ended">Of a recovery: the level of what it ends.</param>
/// <param name="Context">A JSON object.</param>
public sealed record RaisedEvent(
    long Seq, DateTimeOffset Time, string Kind, Level Level, Level? Ended, string Message, string Host, string Service, string Context)
{
    private const string Cell = "pending";

    /// <summary>Those that wait in the row.</summary>
    public static IReadOnlyList<RaisedEvent> In(TableRow row) =>
        row.GetText(Cell) is { } json ? JsonSerializer.Deserialize<List<RaisedEvent>>(json, JsonSerializerOptions.Web)! : [];

    /// <summary>Adds them to those that wait, without an effect on the row that was read.</summary>
    public static TableRow Put(TableRow row, IReadOnlyList<RaisedEvent> waiting) =>
        row.ReplaceText(Cell, waiting.Count == 0 ? null : JsonSerializer.Serialize(waiting, Readable));

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    internal OwnEvent ToOwn(string owner) => new($"{owner}-{Seq}", Time, Level, Kind, Message)
    {
        Host = Host,
        Service = Service,
        Context = Context,
        EndedLevel = Ended,
    };
}
