using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Events;
using NotiLog.Functions.Http;
using NotiLog.Requests;

namespace NotiLog.Functions.Events;

public sealed class GetEventHistogram(EventCounts counts)
{
    [Function(nameof(GetEventHistogram))]
    [Endpoint(Role.Reader, Query = EventQuery.Names + ",buckets")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/events/histogram")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var faults = new Faults();
        var fields = request.Query(faults);
        var query = EventQuery.Read(fields, faults);
        var buckets = fields.Number("buckets", 60, 1, 500);
        return faults.Any
            ? new ProblemAnswer(Problem.From(faults))
            : JsonAnswer.Ok(HistogramJson.Of(await counts.HistogramAsync(query, buckets, cancellationToken)));
    }
}

/// <summary>A histogram in the API's shape.</summary>
internal sealed record HistogramJson(IEnumerable<BucketJson> Buckets, bool Complete)
{
    public static HistogramJson Of(EventHistogram histogram) =>
        new(histogram.Buckets.Select(bucket => new BucketJson(bucket.Start, bucket.Counts.ToDictionary(c => c.Key.Name(), c => c.Value))), histogram.Complete);
}

/// <param name="Counts">By level; levels without an event are left out.</param>
internal sealed record BucketJson(DateTimeOffset Start, IReadOnlyDictionary<string, int> Counts);
