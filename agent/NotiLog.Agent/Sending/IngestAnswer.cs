using System.Text.Json;

namespace NotiLog.Agent.Sending;

/// <summary>Reads the bodies of ingest answers.</summary>
internal static class IngestAnswer
{
    /// <summary>The refused events of the batch; null when the body does not account for every event.</summary>
    public static IReadOnlyList<Refusal>? Read(ServerAnswer answer, Batch batch)
    {
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("rejected", out var rejected) || rejected.ValueKind != JsonValueKind.Array)
                return null;
            var accepted = document.RootElement.TryGetProperty("accepted", out var count) ? count.GetInt32() : 0;
            if (accepted + rejected.GetArrayLength() != batch.Count)
                return null;
            return [.. rejected.EnumerateArray().Select(one => Refused(answer.Status, batch.Lines[one.GetProperty("index").GetInt32()], one.GetProperty("errors").Clone()))];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentOutOfRangeException or FormatException)
        {
            return null;
        }
    }

    private static Refusal Refused(int status, ReadOnlyMemory<byte> line, JsonElement errors) =>
        new(line, status, errors, errors.ValueKind == JsonValueKind.Object && errors.EnumerateObject().All(error => error.Name == "time") && errors.EnumerateObject().Any());
}
