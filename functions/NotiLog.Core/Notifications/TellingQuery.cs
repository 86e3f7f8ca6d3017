using NotiLog.Requests;
using NotiLog.Tables;

namespace NotiLog.Notifications;

/// <summary>Which notifications or deliveries are asked for.</summary>
public sealed record TellingQuery
{
    public const string Names = "status,channel,route,from,to";

    public IReadOnlyList<string>? Status { get; init; }

    public IReadOnlyList<string>? Channel { get; init; }

    public IReadOnlyList<string>? Route { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public string Fingerprint { get; init; } = "";

    public static TellingQuery Read(QueryFields fields, Faults faults)
    {
        var query = new TellingQuery
        {
            Status = fields.AnyOf("status"),
            Channel = fields.AnyOf("channel"),
            Route = fields.AnyOf("route"),
            From = fields.Time("from"),
            To = fields.Time("to"),
            Fingerprint = string.Join('\n', Names.Split(',').Select(name => $"{name}={fields.Text(name)}")),
        };
        if (query.Status?.Except(DeliveryStatuses.All).Any() == true)
            faults.Add("status", $"must be of {string.Join(", ", DeliveryStatuses.All)}");
        if (query.From >= query.To)
            faults.Add("from", "must be earlier than to");
        return query;
    }

    internal bool Holds(Delivery delivery) =>
        InRange(delivery.ToldAt) && Route?.Contains(delivery.Route) != false && Concerns(delivery);

    internal bool Holds(ToldNotification told) =>
        InRange(told.Notification.CreatedAt) && Route?.Contains(told.Notification.Route) != false
        && ((Status is null && Channel is null) || told.Deliveries.Any(Concerns));

    /// <summary>What the engine can check by itself, as far as it takes that many comparisons; all is checked again on the rows.</summary>
    internal static List<TableCondition> Conditions(params ReadOnlySpan<(string Cell, IReadOnlyList<string>? AnyOf)> cells)
    {
        var conditions = new List<TableCondition>();
        var room = TableQuery.MostComparisons;
        foreach (var (cell, anyOf) in cells)
        {
            if (anyOf is null || anyOf.Count > room)
                continue;
            room -= anyOf.Count;
            conditions.Add(new TableCondition(cell, TableOp.Equal, [.. anyOf]));
        }

        return conditions;
    }

    private bool Concerns(Delivery delivery) =>
        Status?.Contains(delivery.Status.Name()) != false && Channel?.Contains(delivery.Channel) != false;

    private bool InRange(DateTimeOffset at) => (From is null || at >= From) && (To is null || at < To);
}
