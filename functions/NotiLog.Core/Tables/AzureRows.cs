using Azure;
using Azure.Data.Tables;

namespace NotiLog.Tables;

/// <summary>Rows to and from entities.</summary>
internal static class AzureRows
{
    /// <summary>Well-formed and never given out.</summary>
    private static readonly ETag NoRow = new("W/\"datetime'1601-01-01T00%3A00%3A00.0000000Z'\"");

    /// <summary>The condition of a write; storage refuses a text that cannot be an ETag of its own, and such a text names no row.</summary>
    public static ETag ToCondition(string? etag) =>
        etag is null ? ETag.All : etag.StartsWith("W/\"", StringComparison.Ordinal) ? new ETag(etag) : NoRow;

    public static TableEntity ToEntity(TableRow row)
    {
        var entity = new TableEntity(row.PartitionKey, row.RowKey);
        for (var i = 0; i < row.Cells.Count; i++)
            entity.Add(row.Cells[i].Key, row.Cells[i].Value);
        return entity;
    }

    public static TableRow ToRow(TableEntity entity)
    {
        var row = new TableRow(entity.PartitionKey, entity.RowKey, entity.ETag.ToString());
        foreach (var (name, value) in entity)
        {
            if (name is "PartitionKey" or "RowKey" or "Timestamp" or "odata.etag")
                continue;
            switch (value)
            {
                case string text:
                    row.Set(name, text);
                    break;
                case int number:
                    row.Set(name, number);
                    break;
                case long number:
                    row.Set(name, number);
                    break;
                case bool truth:
                    row.Set(name, truth);
                    break;
                case double number:
                    row.Set(name, number);
                    break;
                case DateTimeOffset time:
                    row.Set(name, time);
                    break;
                case byte[] bytes:
                    row.Set(name, bytes);
                    break;
            }
        }

        return row;
    }

    /// <summary>The same cells with the same values, in any order.</summary>
    public static bool SameCells(TableRow left, TableRow right)
    {
        if (left.Cells.Count != right.Cells.Count)
            return false;
        var others = right.Cells.ToDictionary();
        return left.Cells.All(cell => others.TryGetValue(cell.Key, out var other)
            && (cell.Value is byte[] bytes ? other is byte[] same && bytes.AsSpan().SequenceEqual(same) : cell.Value.Equals(other)));
    }

    public static TableTransactionAction ToAction(TableWrite write) => write.Kind switch
    {
        TableWriteKind.Insert => new(TableTransactionActionType.Add, ToEntity(write.Row)),
        TableWriteKind.Upsert => new(TableTransactionActionType.UpsertReplace, ToEntity(write.Row)),
        TableWriteKind.Update => new(TableTransactionActionType.UpdateReplace, ToEntity(write.Row), ToCondition(write.ETag)),
        _ => new(TableTransactionActionType.Delete, ToEntity(write.Row), ToCondition(write.ETag)),
    };
}
