using System.Text.Json;
using NotiLog.Common;
using NotiLog.Requests;
using NotiLog.Tables;

namespace NotiLog.Events;

/// <summary>A record of a topic, or one event in it, that was not taken in.</summary>
/// <param name="Id">Derived from the place and <paramref name="At"/>, so that a record delivered again is listed once.</param>
/// <param name="At">The record's own time, or the start of the day when that is of no use.</param>
/// <param name="Source">The sender: <c>kafka:{topic}</c>.</param>
/// <param name="Index">Which event of the record, from 0; null for the record as a whole.</param>
/// <param name="Errors">By field; at most <see cref="MostErrors"/> fields.</param>
/// <param name="Body">The event's text, or the record's, at most <see cref="LongestBody"/> characters of it.</param>
public sealed record RejectedRecord(
    Guid Id, DateTimeOffset At, string Source, string Topic, int Partition, long Offset, int? Index,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Errors, string Body)
{
    public const string TableName = "rejected";
    public const int LongestBody = 4096;
    public const int MostErrors = 20;

    internal static RejectedRecord Of(EventRecord record, DateTimeOffset at, int? index, Faults faults, string body) => new(
        Uuid7.Derive(at, FormattableString.Invariant($"{record.Topic}\n{record.Partition}\n{record.Offset}\n{index}")),
        at, record.SenderId, record.Topic, record.Partition, record.Offset, index, Bounded(faults), Cut(body));

    internal static string DayOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);

    internal TableRow ToRow() => new TableRow(DayOf(At), Uuid7.NewestFirst(Id))
        .Set("at", At)
        .Set("source", Source)
        .Set("topic", Topic)
        .Set("partition", (long)Partition)
        .Set("offset", Offset)
        .Set("index", (long?)Index)
        .SetText("errors", JsonSerializer.Serialize(Errors))
        .SetText("body", Body);

    internal static RejectedRecord Read(TableRow row) => new(
        Uuid7.FromNewestFirst(row.RowKey), row.GetTime("at")!.Value, row.GetString("source")!, row.GetString("topic")!,
        (int)row.GetLong("partition")!.Value, row.GetLong("offset")!.Value, (int?)row.GetLong("index"),
        JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<string>>>(row.GetText("errors")!)!, row.GetText("body") ?? "");

    private static Dictionary<string, IReadOnlyList<string>> Bounded(Faults faults)
    {
        var errors = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var (field, messages) in faults.ByField.Take(MostErrors))
            errors[field] = [.. messages.Distinct().Take(MostErrors)];
        return errors;
    }

    private static string Cut(string text)
    {
        if (text.Length <= LongestBody)
            return text;
        var length = char.IsHighSurrogate(text[LongestBody - 1]) ? LongestBody - 1 : LongestBody;
        return text[..length];
    }
}
