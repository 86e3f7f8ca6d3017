using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Notifications.Exchange;

namespace NotiLog.Functions.Notifications;

public sealed class ExportConfiguration(ConfigurationExport export)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Channels and routing as one document: YAML when <c>Accept</c> prefers it, else JSON.</summary>
    [Function(nameof(ExportConfiguration))]
    [Endpoint(Role.Reader)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/export")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var document = await export.RunAsync(cancellationToken);
        return YamlMedia.IsPreferred(request)
            ? new JsonAnswer(StatusCodes.Status200OK, YamlWriter.Write(document), YamlMedia.ContentType)
            : new JsonAnswer(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(document, Indented));
    }
}
