using System.Net.Http.Headers;
using System.Text.Json;

namespace NotiLog.Agent.Sending;

/// <summary>Sends a batch and says what became of it. A batch that is refused as a whole is halved until the events at fault stand alone.</summary>
internal sealed class BatchSender(ServerClient server)
{
    public async Task<SendOutcome> SendAsync(Batch batch, CancellationToken cancellationToken)
    {
        ServerAnswer answer;
        try
        {
            answer = await PostAsync(batch, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return Later($"no connection: {exception.Message}", isOut: true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Later($"no answer within {server.Patience.TotalSeconds:0} s", isOut: true);
        }

        return answer.Status switch
        {
            202 when IngestAnswer.Read(answer, batch) is { } refusals => new(refusals, null),
            400 when IngestAnswer.Read(answer, batch) is { } refusals => new(refusals, null),
            400 or 413 or 422 => await DivideAsync(batch, answer, cancellationToken),
            429 => Later(answer.Reason, isOut: false, answer.RetryAfter),
            401 or 403 => Later($"the server does not accept the agent's key ({answer.Reason})", isOut: true, needsHelp: true),
            408 or >= 500 => Later(answer.Reason, isOut: true, answer.RetryAfter),
            _ => Later($"{server.Address.Events} does not answer like NotiLog ({answer.Reason}); is server right in the configuration?", isOut: true, needsHelp: true),
        };
    }

    private async Task<SendOutcome> DivideAsync(Batch batch, ServerAnswer answer, CancellationToken cancellationToken)
    {
        if (batch.Count == 1)
            return new([new Refusal(batch.Lines[0], answer.Status, JsonSerializer.SerializeToElement(answer.Reason, SendingJson.Default.String), IsTime: false)], null);
        var (first, second) = batch.Halves();
        var one = await SendAsync(first, cancellationToken);
        if (one.Retry is not null)
            return one;
        var other = await SendAsync(second, cancellationToken);
        return other.Retry is null ? new([.. one.Refusals, .. other.Refusals], null, WasTooLarge: answer.Status == 413) : other;
    }

    private Task<ServerAnswer> PostAsync(Batch batch, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(batch.ToGzip());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        content.Headers.ContentEncoding.Add("gzip");
        return server.PostAsync(server.Address.Events, content, cancellationToken);
    }

    private static SendOutcome Later(string reason, bool isOut, TimeSpan? after = null, bool needsHelp = false) => SendOutcome.Later(new Retry(reason, after, isOut, needsHelp));
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
[System.Text.Json.Serialization.JsonSerializable(typeof(JsonElement))]
internal sealed partial class SendingJson : System.Text.Json.Serialization.JsonSerializerContext;
