namespace NotiLog.Liveness;

/// <summary>Whether something that is expected to be heard is heard of; <see cref="New"/> until it is for the first time.</summary>
public enum LifeState
{
    New,
    Up,
    Late,
    Down,
    Paused,
}

/// <summary>States as they are written in rows, answers and events.</summary>
public static class LifeStates
{
    private static readonly string[] Names = ["new", "up", "late", "down", "paused"];

    public static IReadOnlyList<string> All => Names;

    public static string Name(this LifeState state) => Names[(int)state];

    /// <summary><see cref="LifeState.New"/> for everything that is none.</summary>
    public static LifeState Parse(string? text) => (LifeState)Math.Max(0, Array.IndexOf(Names, text));
}
