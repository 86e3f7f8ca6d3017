using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Notifications.Exchange;
using NotiLog.Requests;

namespace NotiLog.Functions.Notifications;

public sealed class ImportConfiguration(ConfigurationImport import)
{
    /// <summary>Longest body, in bytes: a routing document may be larger than other bodies.</summary>
    private const int Longest = 4 * 1024 * 1024;

    /// <summary>What the document would change; with <c>dryRun=false</c> changes it. A call that does not say so does no harm.</summary>
    [Function(nameof(ImportConfiguration))]
    [Endpoint(Role.Operator, Query = "dryRun")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/import")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var faults = new Faults();
        var dryRun = request.Query(faults).Word("dryRun", "true", "true", "false") == "true";
        if (faults.Any)
            return new ProblemAnswer(Problem.From(faults));
        var body = await ReadAsync(request, cancellationToken);
        if (body.Problem is { } unreadable)
            return new ProblemAnswer(unreadable);
        using var document = body.Value;
        return JsonAnswer.Ok(await import.RunAsync(document.RootElement, dryRun, request.Caller().Name, cancellationToken));
    }

    private static async Task<Result<JsonDocument>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadBytesAsync(request, [RequestBody.Json, .. YamlMedia.Types], Longest, cancellationToken);
        if (body.Problem is { } problem)
            return problem;
        return RequestBody.MediaTypeOf(request) == RequestBody.Json ? RequestBody.Parse(body.Value) : YamlReader.Read(body.Value);
    }
}
