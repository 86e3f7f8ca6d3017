namespace NotiLog.Tests.Cost;

/// <summary>US list prices of a month in dollars, as docs/cost.md names them.</summary>
internal static class Prices
{
    public static double Executions(long count) => Math.Max(count - 250_000, 0) * 0.40 / 1e6;

    public static double Execution(double gbSeconds) => Math.Max(gbSeconds - 100_000, 0) * 0.000026;

    public static double Transactions(long count) => count * 0.036 / 1e6;

    public static double Stored(double gb) => gb * 0.045;

    /// <summary>Service Bus Basic: three operations a message.</summary>
    public static double Messages(long count) => count * 3 * 0.05 / 1e6;

    /// <summary>Service Bus Standard likewise; 13 M operations are in the base price.</summary>
    public static double MessagesOnStandard(long count)
    {
        var millions = count * 3 / 1e6;
        return 9.86 + (Part(millions, 13, 100) * 0.80) + (Part(millions, 100, 2500) * 0.50) + (Math.Max(millions - 2500, 0) * 0.20);
    }

    public static double Telemetry(double gb) => Math.Max(gb - 5, 0) * 2.30;

    private static double Part(double all, double from, double to) => Math.Max(Math.Min(all, to) - from, 0);
}
