namespace NotiLog.Tables;

/// <summary>
/// Table storage as NotiLog needs it: rows by partition and row key, ETags, atomic commits within one partition, ordered range queries.
/// Both engines keep the limits of real Azure tables (<see cref="TableLimits"/>).
/// Every member throws <see cref="TablesUnavailableException"/> when storage does not answer, <see cref="ArgumentException"/> when a limit is broken.
/// </summary>
public interface ITables
{
    /// <summary>A table by name (3..63 letters and digits, a letter first). No I/O; the table need not exist: it reads as empty and the first write makes it.</summary>
    ITable Open(string name);

    /// <summary>Names of the existing tables that begin with <paramref name="prefix"/>, in ordinal order.</summary>
    Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Makes the table ahead of its first write; nothing when it exists.</summary>
    Task CreateAsync(string name, CancellationToken cancellationToken);

    /// <summary>Drops the table with all rows; nothing when it does not exist. On Azure the name is unusable for about a minute afterwards.</summary>
    Task DropAsync(string name, CancellationToken cancellationToken);
}

/// <summary>One table of <see cref="ITables"/>; safe for use by many threads at once.</summary>
public interface ITable
{
    string Name { get; }

    /// <summary>The row with all its cells, or null.</summary>
    Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken);

    /// <summary>
    /// Applies all <paramref name="writes"/> (1..100, one partition, each row once, 4 MiB in all) or, when the condition of any does not hold, none of them.
    /// A retry inside the engine that meets what its own lost attempt wrote answers as committed.
    /// </summary>
    Task<CommitResult> CommitAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken);

    /// <summary>One page of rows in row-key order. A page may be empty and still carry a continuation.</summary>
    Task<TablePage> QueryAsync(TableQuery query, CancellationToken cancellationToken);
}

/// <summary>What a commit did. <paramref name="ETags"/>: by index of the write, null for deletes, empty when nothing was written. <paramref name="Conflicts"/>: the indexes of all writes whose condition did not hold.</summary>
public sealed record CommitResult(IReadOnlyList<string?> ETags, IReadOnlyList<int> Conflicts)
{
    public bool Committed => Conflicts.Count == 0;
}

/// <summary>One write of a commit and its condition.</summary>
/// <param name="Kind">What is done and under which condition.</param>
/// <param name="Row">The new row, whole (there is no merge); of a delete only the keys count.</param>
/// <param name="ETag">The ETag that <see cref="TableWriteKind.Update"/> and a conditional delete demand.</param>
public sealed record TableWrite(TableWriteKind Kind, TableRow Row, string? ETag = null)
{
    /// <summary>Conflicts when the row exists.</summary>
    public static TableWrite Insert(TableRow row) => new(TableWriteKind.Insert, row);

    /// <summary>Inserts or replaces, whatever is there.</summary>
    public static TableWrite Upsert(TableRow row) => new(TableWriteKind.Upsert, row);

    /// <summary>Replaces; conflicts unless the row exists with this ETag.</summary>
    public static TableWrite Update(TableRow row, string etag) => new(TableWriteKind.Update, row, etag);

    /// <summary>Deletes; with an ETag conflicts unless the row exists with it, without one a missing row is no conflict.</summary>
    public static TableWrite Delete(string partitionKey, string rowKey, string? etag = null) =>
        new(TableWriteKind.Delete, new TableRow(partitionKey, rowKey), etag);
}

public enum TableWriteKind
{
    Insert,
    Upsert,
    Update,
    Delete,
}

/// <summary>A range of one partition, filtered. Conditions are joined by and; a row without the cell never satisfies one.</summary>
public sealed record TableQuery(string PartitionKey)
{
    /// <summary>Table storage takes 15 comparisons in a filter; the keys need three.</summary>
    public const int MostComparisons = 12;

    /// <summary>First row key, inclusive; null from the start.</summary>
    public string? From { get; init; }

    /// <summary>Last row key, exclusive; null to the end.</summary>
    public string? To { get; init; }

    /// <summary>From the last row key to the first.</summary>
    public bool Descending { get; init; }

    /// <summary>Most rows in a page, 1..1000.</summary>
    public int Limit { get; init; } = 1000;

    /// <summary>About how many rows an engine may look at for one page; null leaves it to the engine.</summary>
    public int? ScanLimit { get; init; }

    /// <summary>At most <see cref="MostComparisons"/> values in all.</summary>
    public IReadOnlyList<TableCondition> Where { get; init; } = [];

    /// <summary>Names of the cells to read, spilled parts included with their text; null for all. Keys and ETag always come.</summary>
    public IReadOnlyList<string>? Select { get; init; }

    /// <summary>From the page before, to be used with the same partition, order and conditions; null for the first page.</summary>
    public string? Continuation { get; init; }
}

/// <summary>One comparison: the cell's value stands in relation <paramref name="Op"/> to any of <paramref name="AnyOf"/> (strings ordinally, longs, booleans).</summary>
public sealed record TableCondition(string Cell, TableOp Op, params IReadOnlyList<object> AnyOf);

public enum TableOp
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <param name="Rows">In the order asked for.</param>
/// <param name="Continuation">Null when the range is exhausted.</param>
/// <param name="Scanned">Rows the engine looked at, as far as it knows; at least the number of rows.</param>
public sealed record TablePage(IReadOnlyList<TableRow> Rows, string? Continuation, int Scanned);

/// <summary>Storage does not answer (down, throttled, timed out, disk full). What was asked may or may not have happened.</summary>
public sealed class TablesUnavailableException : Exception
{
    public TablesUnavailableException(string message, Exception? innerException = null) : base(message, innerException) { }
}
