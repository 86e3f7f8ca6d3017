namespace NotiLog.Benchmarks.Figures;

/// <summary>Measures rivals in turns (A B C A B C ...), so that what else the machine does falls on all of them.</summary>
internal static class Turns
{
    /// <returns>The median of each rival, in their order.</returns>
    public static async Task<double[]> MediansAsync(int rounds, params Func<Task<double>>[] rivals)
    {
        var measured = rivals.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < rivals.Length; i++)
                measured[i].Add(await rivals[i]());
        }

        return [.. measured.Select(values => Percentile(values, 0.5))];
    }

    public static double Percentile(IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)Math.Min(part * sorted.Count, sorted.Count - 1)];
    }
}
