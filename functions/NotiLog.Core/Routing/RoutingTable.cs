using System.Text.Json;
using NotiLog.Events;
using NotiLog.Requests;

namespace NotiLog.Routing;

/// <param name="Version">Of the document in force; null for a draft.</param>
/// <param name="Services">Those given, else the 20 with the most events of the last 7 days.</param>
public sealed record RoutingTableJson(int? Version, IReadOnlyList<string> Services, IReadOnlyList<RoutingCell> Cells);

/// <summary>Answers <c>POST /api/v1/routing/matrix</c>: <c>{"routing": draft or null, "services": [at most 50] or null}</c>.</summary>
public sealed class RoutingTable(RoutingInterest interest, IChannelNames channels, EventCounts counts, TimeProvider time)
{
    private const int UsualServices = 20;
    private static readonly TimeSpan Usual = TimeSpan.FromDays(7);

    public async Task<Result<RoutingTableJson>> MakeAsync(JsonElement body, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        var fields = new JsonFields(body, "", faults);
        var draft = fields.Take("routing");
        var named = fields.Take("services") is null ? null : fields.Texts("services", most: RoutingMatrix.MostServices);
        fields.Close();
        if (faults.Any)
            return Problem.From(faults);
        var current = await interest.CurrentAsync(cancellationToken);
        var document = draft is { } drafted
            ? RoutingDocument.Parse(drafted, "routing", await channels.AllAsync(cancellationToken))
            : current.Document;
        if (document.Problem is { } problem)
            return problem;
        var services = named?.Distinct().ToList() ?? await UsualAsync(cancellationToken);
        return new RoutingTableJson(draft is null ? current.Version : null, services, [.. RoutingMatrix.Of(document.Value, services)]);
    }

    private async Task<List<string>> UsualAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var lately = await counts.FacetsAsync(new EventQuery { From = now - Usual, To = now }, "service", cancellationToken);
        return [.. lately.Values.Take(UsualServices).Select(service => service.Key)];
    }
}
