namespace NotiLog.Schedule;

/// <summary>Section <c>Dispatch</c>. (<c>Dispatch:Schedule</c> is read by the timer trigger itself.)</summary>
public sealed class DispatchOptions
{
    public const string Section = "Dispatch";

    /// <summary>How long a queue message may take to arrive before it is sent again; 1 minute on Azure, 15 s on one machine.</summary>
    public TimeSpan HintAfter { get; set; } = TimeSpan.FromMinutes(1);
}
