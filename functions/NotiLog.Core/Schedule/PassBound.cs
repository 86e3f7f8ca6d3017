namespace NotiLog.Schedule;

/// <summary>How much one pass does; the rest waits for the next, which begins with the oldest.</summary>
/// <param name="Longest">After this no further due-row is begun.</param>
/// <param name="MostRows">Due-rows that are begun, the same part of it in each partition.</param>
/// <param name="MayStart">Whether the first pass of a process that is alone on its storage frees what an earlier process held.</param>
public sealed record PassBound(TimeSpan Longest, int MostRows, bool MayStart)
{
    /// <summary>The schedule's own: shorter than the 30 s between two runs on Azure.</summary>
    public static PassBound OfTimer { get; } = new(TimeSpan.FromSeconds(20), int.MaxValue, MayStart: true);

    /// <summary>Of a call that stands in for the timer: what fits beside an answer.</summary>
    public static PassBound OfCall { get; } = new(TimeSpan.FromSeconds(5), 400, MayStart: false);
}
