namespace NotiLog.Tables;

/// <summary>
/// Keys, ETag and named cells. A cell is a string (at most 32,768 characters), long, bool, double, <see cref="DateTimeOffset"/> or byte[] (at most 64 KiB);
/// a null is no cell. Longer text goes through <see cref="SetText"/>, which spills over numbered cells.
/// </summary>
public sealed class TableRow(string partitionKey, string rowKey, string? etag = null)
{
    /// <summary>Characters of a text in one cell; the rest goes to the next.</summary>
    private const int TextPart = 32_000;

    private readonly List<KeyValuePair<string, object>> cells = [];

    public string PartitionKey { get; } = partitionKey;

    public string RowKey { get; } = rowKey;

    /// <summary>As read from storage; null on a row that was made here.</summary>
    public string? ETag { get; } = etag;

    public IReadOnlyList<KeyValuePair<string, object>> Cells => cells;

    /// <summary>What <see cref="TableLimits.PayloadOf"/> has found; 0 when not known.</summary>
    internal long Payload { get; set; }

    public TableRow Set(string name, string? value) => Put(name, value);

    public TableRow Set(string name, long? value) => Put(name, value);

    public TableRow Set(string name, bool? value) => Put(name, value);

    public TableRow Set(string name, double? value) => Put(name, value);

    public TableRow Set(string name, DateTimeOffset? value) => Put(name, value?.ToUniversalTime());

    public TableRow Set(string name, byte[]? value) => Put(name, value);

    /// <summary>Text of any length: <c>name</c>, then <c>name_1</c>, <c>name_2</c>... Never splits a surrogate pair.</summary>
    public TableRow SetText(string name, string? text)
    {
        if (text is null)
            return this;
        for (int at = 0, part = 0; at < text.Length || part == 0; part++)
        {
            var length = Math.Min(TextPart, text.Length - at);
            if (at + length < text.Length && char.IsHighSurrogate(text[at + length - 1]))
                length--;
            Put(part == 0 ? name : $"{name}_{part}", length == text.Length ? text : text.Substring(at, length));
            at += length;
        }

        return this;
    }

    /// <summary>Text in the place of what <see cref="SetText"/> wrote before, of whatever length; null for none.</summary>
    public TableRow ReplaceText(string name, string? text)
    {
        Put(name, null);
        for (var part = 1; Find($"{name}_{part}") is not null; part++)
            Put($"{name}_{part}", null);
        return SetText(name, text);
    }

    public string? GetString(string name) => Find(name) as string;

    public string? GetText(string name)
    {
        var text = GetString(name);
        for (var part = 1; text?.Length >= TextPart - 1 && GetString($"{name}_{part}") is { } more; part++)
            text += more;
        return text;
    }

    public long? GetLong(string name) => Find(name) as long?;

    public bool? GetBool(string name) => Find(name) as bool?;

    public double? GetDouble(string name) => Find(name) as double?;

    public DateTimeOffset? GetTime(string name) => Find(name) as DateTimeOffset?;

    public byte[]? GetBytes(string name) => Find(name) as byte[];

    /// <summary>The same cells under an ETag, as after a write.</summary>
    public TableRow WithETag(string? etag) => CopyTo(new TableRow(PartitionKey, RowKey, etag));

    /// <summary>Takes over a cell and, of a spilled text, its parts.</summary>
    internal void CopyText(TableRow from, string name)
    {
        Put(name, from.Find(name));
        for (var part = 1; from.Find($"{name}_{part}") is { } more; part++)
            Put($"{name}_{part}", more);
    }

    /// <summary>The same cells in a row of its own, so that changes do not reach this one.</summary>
    public TableRow Copy() => CopyTo(new TableRow(PartitionKey, RowKey, ETag));

    private TableRow CopyTo(TableRow other)
    {
        other.cells.AddRange(cells);
        return other;
    }

    private object? Find(string name)
    {
        foreach (var cell in cells)
        {
            if (cell.Key == name)
                return cell.Value;
        }

        return null;
    }

    private TableRow Put(string name, object? value)
    {
        Payload = 0;
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Key != name)
                continue;
            if (value is null)
                cells.RemoveAt(i);
            else
                cells[i] = new(name, value);
            return this;
        }

        if (value is not null)
            cells.Add(new(name, value));
        return this;
    }
}
