using CsCheck;
using NotiLog.Liveness;
using Xunit.Abstractions;

namespace NotiLog.Tests.Agents.Interleavings;

/// <summary>Heartbeats, failures, pauses, looks and tellings of two processes at once, with crashes between any two writes, against what must be true of what was told.</summary>
public sealed class AgentInterleavingTests(ITestOutputHelper output)
{
    private const int Worlds = 250;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static readonly Gen<AgentStep> SomeStep = Gen.Select(
        Gen.Int[0, 2], Gen.Enum<AgentAct>(), Gen.Int[0, 12], Gen.Int[0, 2], Gen.Int[0, 30], Gen.Bool,
        (agent, act, seconds, passes, commits, afterWriting) => new AgentStep(agent, act, seconds, passes, commits < 12 ? commits : null, afterWriting));

    private int crashes;
    private int changes;

    [Fact]
    public async Task Whatever_happens_each_change_is_told_exactly_once_and_nobody_is_missed_who_was_heard()
    {
        await Gen.Select(Gen.Int, SomeStep.Array[10, 50]).SampleAsync((seed, steps) => CheckAsync(seed, steps).WaitAsync(Deadline), iter: Worlds, threads: 2);
        output.WriteLine($"{Worlds} worlds: {crashes} crashes, {changes} changes told");
        Assert.True(crashes > Worlds / 2 && changes > Worlds);
    }

    private async Task CheckAsync(int seed, AgentStep[] steps)
    {
        await using var world = await AgentWorld.CreateAsync(seed);
        foreach (var step in steps)
            await world.StepAsync(step);
        await world.CalmDownAsync();
        foreach (var agent in world.Agents)
        {
            var (life, waiting) = await world.LifeAsync(agent);
            var told = await world.ToldAsync(agent);
            Assert.Equal(0, waiting);
            Assert.Equal(Enumerable.Range(1, (int)life.ChangeSeq).Select(seq => (long)seq), told.Select(one => one.Seq));
            var ofAgent = told.Where(one => one.Event.Kind == "agent").Select(one => one.Event).ToList();
            Assert.All(ofAgent.Zip(ofAgent.Skip(1)), pair => Assert.True(pair.First.Recovers || pair.Second.Recovers || world.WasPaused(agent), "down twice without a return"));
            Assert.All(ofAgent.Where(e => e.Recovers), e => Assert.Contains(e.Time, world.HeardAt(agent)));
            foreach (var down in ofAgent.Where(e => e.Message.Contains("no heartbeat", StringComparison.Ordinal)))
                Assert.DoesNotContain(world.HeardAt(agent, acknowledged: true), heard => heard < down.Time && down.Time - heard < AgentWorld.Interval + AgentWorld.Grace);
            Assert.True(life.State is LifeState.New or LifeState.Paused or LifeState.Down, $"{life} is not looked at any more");
            Interlocked.Add(ref changes, told.Count);
        }

        Interlocked.Add(ref crashes, world.Crashes);
    }
}

public enum AgentAct
{
    Beat,
    BeatTwice,
    Fail,
    Crash,
    Run,
    Pause,
    Resume,
    Silence,
}

/// <param name="CrashAfter">Commits until one of the processes dies; null when none does.</param>
internal sealed record AgentStep(int Agent, AgentAct Act, int Seconds, int Passes, int? CrashAfter, bool AfterWriting);
