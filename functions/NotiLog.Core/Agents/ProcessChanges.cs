namespace NotiLog.Agents;

internal static class ProcessChanges
{
    public static IReadOnlyList<AgentProcess> Follow(AgentTurn turn, IReadOnlyList<ReportedProcess>? reported) =>
        reported is null
            ? turn.Agent.Report?.Processes ?? []
            : [.. reported.Select(one => new AgentProcess(one, turn.Now, [], null, false))];
}
