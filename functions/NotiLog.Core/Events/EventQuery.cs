using NotiLog.Requests;
using NotiLog.Tables;

namespace NotiLog.Events;

/// <summary>Which events are asked for. Range: <c>From &lt;= time &lt; To</c>.</summary>
public sealed record EventQuery
{
    /// <summary>The query parameters of every filter, as the API names them.</summary>
    public const string Names = "from,to,minLevel,level,host,service,source,environment,kind,agentId,status,requestId,correlationId,traceId,q";

    private static readonly string[] Labels = ["host", "service", "source", "environment", "kind"];
    private static readonly string[] Others = ["status", "requestId", "correlationId", "traceId"];

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public IReadOnlyList<Level> Levels { get; init; } = [];

    /// <summary>Cell name to accepted values, for the labels that receipts count by.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> LabelFilters { get; init; } = [];

    /// <summary>Cell name to accepted values, for what only events know.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> OtherFilters { get; init; } = [];

    /// <summary>Part of the message or stack trace, case ignored.</summary>
    public string? Search { get; init; }

    /// <summary>The filters as text, equal for equal queries: what binds a cursor to its query.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>Whether receipts alone can answer.</summary>
    public bool LabelsOnly => OtherFilters.Count == 0 && Search is null;

    public static EventQuery Read(QueryFields fields, Faults faults)
    {
        var query = new EventQuery
        {
            From = fields.Time("from"),
            To = fields.Time("to"),
            Levels = ReadLevels(fields, faults),
            LabelFilters = ReadAnyOf(fields, Labels),
            OtherFilters = [.. ReadAgents(fields), .. ReadAnyOf(fields, Others)],
            Search = fields.Text("q"),
            Fingerprint = string.Join('\n', Names.Split(',').Select(name => $"{name}={fields.Text(name)}")),
        };
        if (query.From >= query.To)
            faults.Add("from", "must be earlier than to");
        if (query.Search?.Length > 200)
            faults.Add("q", "must be at most 200 characters");
        if (query.OtherFilters.FirstOrDefault(f => f.Key == "status").Value?.Except(["open", "acknowledged", "closed"]).Any() == true)
            faults.Add("status", "must be of open, acknowledged, closed");
        return query;
    }

    /// <summary>What the engine can check by itself; <see cref="Search"/> and the exact time are checked on the event.</summary>
    internal IReadOnlyList<TableCondition> Conditions()
    {
        var conditions = new List<TableCondition>();
        if (Levels.Count > 0)
            conditions.Add(LevelCondition());
        foreach (var (cell, any) in LabelFilters.Concat(OtherFilters))
            conditions.Add(new TableCondition(cell, TableOp.Equal, [.. any]));
        // The small ones first; what does not fit is checked on the rows.
        var room = TableQuery.MostComparisons;
        return [.. conditions.OrderBy(c => c.AnyOf.Count).TakeWhile(c => (room -= c.AnyOf.Count) >= 0)];
    }

    private TableCondition LevelCondition()
    {
        var upwards = Levels[^1] == Level.Critical && Levels.Count == Level.Critical - Levels[0] + 1;
        return upwards
            ? new TableCondition("level", TableOp.GreaterOrEqual, (long)Levels[0])
            : new TableCondition("level", TableOp.Equal, [.. Levels.Select(level => (object)(long)level)]);
    }

    internal bool Holds(LogEvent e) =>
        (From is null || e.Time >= From) && (To is null || e.Time < To) && Holds(ReceiptKey.Of(e))
        && OtherFilters.All(filter => filter.Value.Contains(EventRow.Text(e, filter.Key)))
        && (Search is null || e.Message.Contains(Search, StringComparison.OrdinalIgnoreCase)
            || e.StackTrace?.Contains(Search, StringComparison.OrdinalIgnoreCase) == true);

    internal bool Holds(ReceiptKey key) =>
        (Levels.Count == 0 || Levels.Contains(key.Level))
        && LabelFilters.All(filter => filter.Value.Contains(key.Label(filter.Key)));

    private static IReadOnlyList<Level> ReadLevels(QueryFields fields, Faults faults)
    {
        var wanted = Enum.GetValues<Level>().ToHashSet();
        if (fields.AnyOf("level") is { } names)
            wanted.IntersectWith(names.SelectMany(name => One("level", name)));
        if (fields.Text("minLevel") is { } least)
            wanted.RemoveWhere(level => One("minLevel", least).Any(l => level < l));
        // No level at all can satisfy level=info&minLevel=error: ask for one that no event has.
        return wanted.Count == Events.Levels.All.Count ? [] : wanted.Count == 0 ? [(Level)(-1)] : [.. wanted.Order()];

        Level[] One(string field, string name)
        {
            if (Events.Levels.TryParse(name, out var level))
                return [level];
            faults.Add(field, $"must be of {string.Join(", ", Events.Levels.All)}");
            return [];
        }
    }

    private static List<KeyValuePair<string, IReadOnlyList<string>>> ReadAnyOf(QueryFields fields, params string[] names) =>
        [.. names.Select(name => KeyValuePair.Create(name, fields.AnyOf(name)!)).Where(filter => filter.Value is not null)];

    /// <summary>Ids in any writing.</summary>
    private static IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> ReadAgents(QueryFields fields) => ReadAnyOf(fields, "agentId")
        .Select(filter => KeyValuePair.Create(filter.Key, (IReadOnlyList<string>)[.. filter.Value.Select(id => Guid.TryParse(id, out var agent) ? agent.ToString() : id)]));
}
