using System.Globalization;

namespace NotiLog.Benchmarks.Figures;

/// <summary>The table of one run, as Markdown; each line is printed when it is known.</summary>
internal sealed class Report
{
    private bool started;

    /// <summary>False when a floor did not hold.</summary>
    public bool AllHold { get; private set; } = true;

    public void Add(string figure, string measured, string beside = "", string ratio = "", string floor = "", bool? holds = null)
    {
        if (!started)
        {
            started = true;
            Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}");
            Console.WriteLine();
            Line("figure", "measured", "beside", "ratio", "floor", "holds");
            Line("---", "---", "---", "---", "---", "---");
        }

        AllHold &= holds != false;
        Line(figure, measured, beside, ratio, floor, holds switch { true => "yes", false => "NO", _ => "" });
    }

    public static string Count(double value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{value:#,0} {unit}");

    public static string Number(double value, string unit = "") => string.Create(CultureInfo.InvariantCulture, $"{value:0.###} {unit}").TrimEnd();

    private static void Line(params ReadOnlySpan<string> cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");
}
