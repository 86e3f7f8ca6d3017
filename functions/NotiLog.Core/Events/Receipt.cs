using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using NotiLog.Common;
using NotiLog.Tables;

namespace NotiLog.Events;

/// <summary>What a receipt counts by. <paramref name="Minute"/>: whole minutes since 1970.</summary>
internal readonly record struct ReceiptKey(long Minute, Level Level, string Service, string Host, string Source, string Environment, string Kind)
{
    public static ReceiptKey Of(LogEvent e) =>
        new(MinuteOf(e.Time), e.Level, e.Service, e.Host, e.Source, e.Environment, e.Kind);

    public string Label(string name) => name switch
    {
        "service" => Service,
        "host" => Host,
        "source" => Source,
        "environment" => Environment,
        "kind" => Kind,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "not a label that receipts count by"),
    };

    public static long MinuteOf(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMinute;
}

/// <summary>
/// The row that lies beside the events of one commit and counts them per minute and labels, so that histograms and overviews read few rows.
/// Row key <c>r{inverted last minute}{batch id}</c>: the newest first. A deletion leaves a receipt of -1.
/// </summary>
internal static class Receipt
{
    public const string Prefix = "r";
    private static readonly string[] Cells = ["counts"];

    public static TableRow Of(string partition, Guid batchId, IReadOnlyList<PendingEvent> events)
    {
        var counts = new Dictionary<ReceiptKey, int>();
        foreach (var pending in events)
            CollectionsMarshal.GetValueRefOrAddDefault(counts, ReceiptKey.Of(pending.Event), out _)++;
        return RowOf(partition, batchId, counts);
    }

    public static TableRow OfDeletion(string partition, Guid batchId, LogEvent deleted) =>
        RowOf(partition, batchId, new() { [ReceiptKey.Of(deleted)] = -1 });

    private static TableRow RowOf(string partition, Guid batchId, Dictionary<ReceiptKey, int> counts) =>
        new TableRow(partition, KeyFrom(counts.Keys.Max(k => k.Minute)) + batchId.ToString("N")).SetText("counts", Write(counts));

    /// <summary>The query for receipts that may count events at or after <paramref name="minute"/>.</summary>
    public static TableQuery Since(string partition, long minute) =>
        new(partition) { From = Prefix, To = KeyFrom(minute) + "~", Select = Cells };

    public static IEnumerable<(ReceiptKey Key, int Count)> Read(TableRow row)
    {
        using var json = JsonDocument.Parse(row.GetText("counts") ?? "[]");
        foreach (var cell in json.RootElement.EnumerateArray())
        {
            var key = new ReceiptKey(
                cell[0].GetInt64(), (Level)cell[1].GetInt32(), cell[2].GetString()!, cell[3].GetString()!,
                cell[4].GetString()!, cell[5].GetString()!, cell[6].GetString()!);
            yield return (key, cell[7].GetInt32());
        }
    }

    private static string KeyFrom(long lastMinute) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{99_999_999_999 - lastMinute:D11}");

    private static string Write(Dictionary<ReceiptKey, int> counts)
    {
        using var buffer = new JsonText();
        var json = buffer.Writer;
        json.WriteStartArray();
        foreach (var (key, count) in counts)
        {
            json.WriteStartArray();
            json.WriteNumberValue(key.Minute);
            json.WriteNumberValue((int)key.Level);
            json.WriteStringValue(key.Service);
            json.WriteStringValue(key.Host);
            json.WriteStringValue(key.Source);
            json.WriteStringValue(key.Environment);
            json.WriteStringValue(key.Kind);
            json.WriteNumberValue(count);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        return buffer.ToText();
    }
}
