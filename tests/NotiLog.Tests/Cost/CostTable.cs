using System.Globalization;

namespace NotiLog.Tests.Cost;

/// <summary>The tables of docs/cost.md.</summary>
internal static class CostTable
{
    public static string Counts() => Of("in a month",
    [
        ("requests", month => Count(month.Requests)),
        ("executions", month => Count(month.Executions)),
        ("GB-seconds", month => Count((long)month.ExecutionGbSeconds)),
        ("storage transactions", month => Count(month.Transactions)),
        ("stored, GB", month => Gb(month.StoredGb)),
        ("queue messages", month => Count(month.Messages)),
        ("telemetry, GB", month => Gb(month.TelemetryGb)),
    ]);

    public static string Dollars() => Of("dollars a month",
    [
        ("executions", month => Money(Prices.Executions(month.Executions))),
        ("execution time", month => Money(Prices.Execution(month.ExecutionGbSeconds))),
        ("storage transactions", month => Money(Prices.Transactions(month.Transactions))),
        ("storage", month => Money(Prices.Stored(month.StoredGb))),
        ("Service Bus Basic", month => Money(Prices.Messages(month.Messages))),
        ("telemetry", month => Money(Prices.Telemetry(month.TelemetryGb))),
        ("**all**", month => $"**{Money(All(month))}**"),
        ("Service Bus Standard instead", month => Money(Prices.MessagesOnStandard(month.Messages))),
        ("for a million events", month => month.Events == 0 ? "" : Money(All(month) * 1e6 / month.Events)),
    ]);

    private static double All(Month month) =>
        Prices.Executions(month.Executions) + Prices.Execution(month.ExecutionGbSeconds) + Prices.Transactions(month.Transactions)
        + Prices.Stored(month.StoredGb) + Prices.Messages(month.Messages) + Prices.Telemetry(month.TelemetryGb);

    private static string Of(string corner, IEnumerable<(string Name, Func<Month, string> Value)> rows) => string.Join('\n',
    [
        Row(corner, Month.All.Select(month => month.Name)),
        $"|---|{string.Concat(Month.All.Select(_ => "---:|"))}",
        .. rows.Select(row => Row(row.Name, Month.All.Select(row.Value))),
    ]);

    private static string Row(string name, IEnumerable<string> values) => $"| {name} | {string.Join(" | ", values)} |";

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Gb(double gb) => gb.ToString(gb < 10 ? "N1" : "N0", CultureInfo.InvariantCulture);

    private static string Money(double dollars) => dollars.ToString(dollars < 100 ? "N2" : "N0", CultureInfo.InvariantCulture);
}
