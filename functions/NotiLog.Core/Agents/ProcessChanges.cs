using NotiLog.Common;
using NotiLog.Events;
using NotiLog.Liveness;

namespace NotiLog.Agents;

/// <summary>
/// Compares what an agent reports of its processes with what it reported before and raises what is told: running to crashed or stopped, back, restarted, and
/// instead of all that, of one that changes too often, that it is flapping and that it is stable again. The first report of a process tells nothing.
/// </summary>
internal static class ProcessChanges
{
    public const string Kind = "process";

    private const int MostChanges = 5;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>What is known of the processes then. Of a paused agent nothing is told.</summary>
    /// <param name="reported">Null when the agent says nothing about processes; one that is missing from the list is no longer watched.</param>
    public static IReadOnlyList<AgentProcess> Follow(AgentTurn turn, IReadOnlyList<ReportedProcess>? reported)
    {
        var before = turn.Agent.Report?.Processes ?? [];
        if (reported is null)
            return before;
        var known = before.ToDictionary(process => process.Last.Name, StringComparer.Ordinal);
        var after = new List<AgentProcess>(reported.Count);
        foreach (var process in reported)
            after.Add(known.Remove(process.Name, out var was) ? Follow(turn, was, process) : new(process, turn.Now, [], Told: null, Flapping: false));
        foreach (var left in known.Values)
        {
            if (left.Told is { } level)
                Raise(turn, left, Level.Info, level, $"is no longer reported; it {Was(left)} {Since(left.ChangedAt, turn.Now)}");
        }

        return after;
    }

    private static AgentProcess Follow(AgentTurn turn, AgentProcess was, ReportedProcess now)
    {
        var restarted = IsRestart(was.Last, now);
        if (now.State == was.Last.State && !restarted)
            return Settle(turn, was with { Last = now });
        var changes = was.Changes.Where(at => turn.Now - at < Window).Append(turn.Now).TakeLast(MostChanges + 1).ToList();
        var next = new AgentProcess(now, turn.Now, changes, was.Told, was.Flapping);
        if (next.Flapping || turn.Agent.Life.State == LifeState.Paused)
            return next;
        if (changes.Count > MostChanges)
        {
            Raise(turn, next, Level.Error, null, $"is flapping: {changes.Count} changes in {Spoken.Span(turn.Now - changes[0])}, now {Word(now.State)}");
            return next with { Flapping = true, Told = Level.Error };
        }

        return restarted ? Restarted(turn, was, next) : Changed(turn, was, next);
    }

    private static AgentProcess Changed(AgentTurn turn, AgentProcess was, AgentProcess next)
    {
        var lasted = Spoken.Span(Lasted(turn, was, next.Last));
        if (next.Last.State == ProcessState.Running)
        {
            if (next.Told is { } ended)
                Raise(turn, next, Level.Info, ended, $"is running again{Pid(next.Last)}; it {Was(was)} for {lasted}");
            return next with { Told = null };
        }

        var level = LevelOf(next.Last.State);
        var ran = was.Last.State == ProcessState.Running;
        if (!ran && (next.Told is not { } told || level <= told))
            return next;
        var after = ran ? $" after running for {lasted}" : "";
        Raise(turn, next, level, null, $"{(next.Last.State == ProcessState.Crashed ? "crashed" : "has stopped")}{ExitCode(next.Last)}{after}");
        return next with { Told = level };
    }

    /// <summary>One that was started again between two heartbeats has ended and is back; nobody has to do anything.</summary>
    private static AgentProcess Restarted(AgentTurn turn, AgentProcess was, AgentProcess next)
    {
        var pids = was.Last.Pid is { } before && next.Last.Pid is { } after ? $" (pid {before} -> {after})" : "";
        Raise(turn, next, Level.Info, null, $"was restarted{pids} after running for {Spoken.Span(Lasted(turn, was, next.Last))}");
        return next;
    }

    /// <summary>Nothing has changed: whether that has lasted long enough to say so, or was missed while the agent was paused.</summary>
    private static AgentProcess Settle(AgentTurn turn, AgentProcess process)
    {
        if (turn.Agent.Life.State == LifeState.Paused || process.Told is not { } told)
            return process;
        var running = process.Last.State == ProcessState.Running;
        var steady = Spoken.Span(turn.Now - process.ChangedAt);
        if (process.Flapping && turn.Now - process.ChangedAt >= Window)
        {
            Raise(turn, process, running ? Level.Info : LevelOf(process.Last.State), running ? told : null, $"is stable again: {Word(process.Last.State)} for {steady}");
            return process with { Flapping = false, Changes = [], Told = running ? null : LevelOf(process.Last.State) };
        }

        if (process.Flapping || !running)
            return process;
        Raise(turn, process, Level.Info, told, $"is running again{Pid(process.Last)} for {steady}");
        return process with { Told = null };
    }

    private static bool IsRestart(ReportedProcess was, ReportedProcess now)
    {
        if (was.State != ProcessState.Running || now.State != ProcessState.Running)
            return false;
        return was.Pid is { } before && now.Pid is { } after ? before != after : now.Since - was.Since > TimeSpan.FromSeconds(1);
    }

    /// <summary>By the agent's clock when it tells both ends, so that a clock that is wrong is wrong at both.</summary>
    private static TimeSpan Lasted(AgentTurn turn, AgentProcess was, ReportedProcess now) =>
        now.Since - was.Last.Since is { } told && told >= TimeSpan.Zero ? told : turn.Now - was.ChangedAt;

    private static Level LevelOf(ProcessState state) => state == ProcessState.Crashed ? Level.Error : Level.Warning;

    private static string Word(ProcessState state) => state switch
    {
        ProcessState.Running => "running",
        ProcessState.Stopped => "stopped",
        _ => "crashed",
    };

    private static string Was(AgentProcess process) => process.Flapping ? "was flapping" : $"was {Word(process.Last.State)}";

    private static string Since(DateTimeOffset time, DateTimeOffset now) => $"since {Spoken.Moment(time, now)}";

    private static string Pid(ReportedProcess process) => process.Pid is { } pid ? $" (pid {pid})" : "";

    private static string ExitCode(ReportedProcess process) => process.ExitCode is { } code ? $" with exit code {code}" : "";

    private static void Raise(AgentTurn turn, AgentProcess process, Level level, Level? ended, string message)
    {
        var agent = turn.Agent;
        using var text = new JsonText();
        var json = text.Writer;
        json.WriteStartObject();
        json.WriteString("agentId", agent.Id);
        json.WriteString("agentName", agent.Name);
        json.WriteString("process", process.Last.Name);
        json.WriteString("state", Word(process.Last.State));
        json.WriteBoolean("flapping", process.Flapping);
        if (process.Last.Pid is { } pid)
            json.WriteNumber("pid", pid);
        if (process.Last.ExitCode is { } code)
            json.WriteNumber("exitCode", code);
        json.WriteEndObject();
        turn.Raise(new(0, turn.Now, Kind, level, ended, $"{process.Last.Name} on {agent.Host} {message}", agent.Host, process.Last.Name, text.ToText()));
    }
}
