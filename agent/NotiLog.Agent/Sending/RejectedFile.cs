using System.Text.Json;

namespace NotiLog.Agent.Sending;

/// <summary>Events that the server refused for good, with its reasons: one JSON object a line in <c>rejected.ndjson</c>, the older half in <c>rejected.1.ndjson</c>.</summary>
internal sealed class RejectedFile(string folder, TimeProvider time)
{
    private const long LargestFile = 8 * 1024 * 1024;

    private readonly string current = Path.Combine(folder, "rejected.ndjson");
    private readonly string older = Path.Combine(folder, "rejected.1.ndjson");

    /// <exception cref="IOException">Not all of them are written.</exception>
    public void Add(IReadOnlyList<Refusal> refusals)
    {
        if (refusals.Count == 0)
            return;
        if (File.Exists(current) && new FileInfo(current).Length > LargestFile)
            File.Move(current, older, overwrite: true);
        using var file = new FileStream(current, FileMode.Append, FileAccess.Write, FileShare.Read);
        foreach (var refusal in refusals)
        {
            file.Write(ToLine(refusal));
            file.WriteByte((byte)'\n');
        }

        file.Flush(flushToDisk: true);
    }

    private byte[] ToLine(Refusal refusal)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("rejectedAt", time.GetUtcNow().UtcDateTime);
            json.WriteNumber("status", refusal.Status);
            json.WritePropertyName("reason");
            refusal.Errors.WriteTo(json);
            json.WritePropertyName("event");
            json.WriteRawValue(refusal.Event.Span);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
