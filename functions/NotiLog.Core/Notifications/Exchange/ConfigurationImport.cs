using System.Text.Json;
using NotiLog.Requests;
using NotiLog.Routing;

namespace NotiLog.Notifications.Exchange;

/// <param name="DryRun">Whether nothing was written.</param>
public sealed record ImportAnswer(bool DryRun, Difference Channels, RoutingDifference Routing);

/// <summary>
/// Makes channels and routing what a document says. A section that it has replaces the whole, one that it has not is left alone.
/// Written in an order in which no route ever names a channel that is not there: channels, routing, then the channels that go.
/// </summary>
public sealed class ConfigurationImport(ImportPlanner planner, ChannelEditor channels, RoutingEditor routing)
{
    /// <summary>
    /// The difference, as planned or as written. <see cref="ProblemKind.Invalid"/> naming every fault, with nothing written; <see cref="ProblemKind.Conflict"/> or
    /// <see cref="ProblemKind.Stale"/> when others changed channels or routing meanwhile: then a part may be written, and the same import again writes the rest.
    /// </summary>
    /// <param name="by">The name of the credential.</param>
    public async Task<Result<ImportAnswer>> RunAsync(JsonElement body, bool dryRun, string by, CancellationToken cancellationToken)
    {
        var planned = await planner.PlanAsync(body, cancellationToken);
        if (planned.Problem is { } problem)
            return problem;
        var plan = planned.Value;
        if (!dryRun && await WriteAsync(plan, by, cancellationToken) is { } conflict)
            return conflict with { Detail = $"The import met another change: {conflict.Detail} Look at the difference by a dry run and import again." };
        return new ImportAnswer(dryRun, plan.ChannelDifference, plan.RoutingDifference);
    }

    private async Task<Problem?> WriteAsync(ImportPlan plan, string by, CancellationToken cancellationToken)
    {
        if (await channels.PutAllAsync(plan.Written, plan.Seen, by, cancellationToken) is { } changed)
            return changed;
        if (plan.ChangesRouting)
        {
            using var document = JsonDocument.Parse(plan.Document.ToJson());
            var replaced = await routing.ReplaceAsync(document.RootElement, plan.Routing.ETag, by, cancellationToken);
            if (replaced.Problem is { } stale)
                return stale.Kind == ProblemKind.Invalid ? new Problem(ProblemKind.Conflict, "channels that the routes name are gone.") : stale;
        }

        foreach (var name in plan.Removed)
        {
            if (await channels.DeleteAsync(name, by, cancellationToken) is { Kind: not ProblemKind.NotFound } inUse)
                return inUse;
        }

        return null;
    }
}
