using System.Text.Json;
using NotiLog.Requests;

namespace NotiLog.Events;

/// <summary>What an operator says of events: <c>{"status":"open|acknowledged|closed","note":"at most 4,000 characters"}</c>, at least one of both.</summary>
public sealed record TriageRequest(string? Status, string? Note)
{
    private const int LongestNote = 4000;

    public static Result<TriageRequest> Read(JsonElement body)
    {
        var faults = new Faults();
        var fields = new JsonFields(body, "", faults);
        var read = Read(fields, faults);
        fields.Close();
        return faults.Any ? Problem.From(faults) : read;
    }

    /// <summary>Likewise, as fields beside others; what is returned is only meant when there are no faults.</summary>
    internal static TriageRequest Read(JsonFields fields, Faults faults)
    {
        var read = new TriageRequest(fields.Text("status"), fields.Prose("note", LongestNote));
        if (read.Status is not (null or "open" or "acknowledged" or "closed"))
            faults.Add("status", "must be open, acknowledged or closed");
        if (read is { Status: null, Note: null } && !faults.Any)
            faults.Add("status", "or note is required");
        return read;
    }
}
