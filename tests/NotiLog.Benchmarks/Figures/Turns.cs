namespace NotiLog.Benchmarks.Figures;

/// <summary>Measures rivals in turns (A B C A B C ...), so that what else the machine does falls on all of them.</summary>
internal static class Turns
{
    /// <returns>What each rival reached, by round, in their order.</returns>
    public static async Task<IReadOnlyList<double>[]> MeasureAsync(int rounds, params Func<Task<double>>[] rivals)
    {
        var measured = rivals.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < rivals.Length; i++)
                measured[i].Add(await rivals[i]());
        }

        return measured;
    }

    public static double Median(IEnumerable<double> values) => Percentile(values, 0.5);

    /// <summary>The median of the rounds' ratios: what disturbs a round disturbs both.</summary>
    public static double Ratio(IReadOnlyList<double> left, IReadOnlyList<double> right) => Median(left.Zip(right, (l, r) => l / r));

    public static double Percentile(IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)Math.Min(part * sorted.Count, sorted.Count - 1)];
    }
}
