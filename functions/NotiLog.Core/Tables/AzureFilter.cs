using Azure.Data.Tables;

namespace NotiLog.Tables;

/// <summary>A query as OData text; values escaped by the SDK, cell names are checked by <see cref="TableLimits"/>.</summary>
internal static class AzureFilter
{
    public static string Of(TableQuery query, string? from, string? to)
    {
        var terms = new List<string> { TableClient.CreateQueryFilter($"PartitionKey eq {query.PartitionKey}") };
        if (from is not null)
            terms.Add(TableClient.CreateQueryFilter($"RowKey ge {from}"));
        if (to is not null)
            terms.Add(TableClient.CreateQueryFilter($"RowKey lt {to}"));
        foreach (var condition in query.Where)
            terms.Add($"({string.Join(" or ", condition.AnyOf.Select(value => Comparison(condition, value)))})");
        return string.Join(" and ", terms);
    }

    /// <summary>Cells to ask for: keys, what is selected and the first spilled part of each; null for all.</summary>
    public static IReadOnlyList<string>? Select(TableQuery query) =>
        query.Select is null ? null : ["PartitionKey", "RowKey", .. query.Select.SelectMany(name => new[] { name, $"{name}_1" }).Distinct()];

    public static string NameOf(string prefix) =>
        TableClient.CreateQueryFilter($"TableName ge {prefix} and TableName lt {prefix + '{'}");

    private static string Comparison(TableCondition condition, object value)
    {
        object typed = value is int number ? (long)number : value;
        return $"{condition.Cell} {Operator(condition.Op)} {TableClient.CreateQueryFilter($"{typed}")}";
    }

    private static string Operator(TableOp op) => op switch
    {
        TableOp.Equal => "eq",
        TableOp.NotEqual => "ne",
        TableOp.Less => "lt",
        TableOp.LessOrEqual => "le",
        TableOp.Greater => "gt",
        _ => "ge",
    };
}
