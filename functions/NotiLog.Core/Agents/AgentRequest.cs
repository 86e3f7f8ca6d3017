using System.Text.Json;
using NotiLog.Liveness;
using NotiLog.Requests;

namespace NotiLog.Agents;

/// <summary>
/// Body of <c>POST /api/v1/agents</c>: <c>{"name": 1..128 characters, "heartbeatInterval": "1m" | "schedule": "0 2 * * *", "timeZone": "UTC", "grace": "1m"}</c>,
/// durations 1s..365d.
/// </summary>
public sealed record AgentRequest(string Name, Expectation Expected)
{
    public const string Interval = "heartbeatInterval";

    internal static readonly Expectation Usual = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), null);

    public static Result<AgentRequest> Read(JsonElement body)
    {
        var faults = new Faults();
        var fields = new JsonFields(body, "", faults);
        var name = fields.Text("name", required: true);
        var expected = Expectation.Read(fields, Interval, Usual);
        fields.Close();
        return faults.Any ? Problem.From(faults) : new AgentRequest(name!, expected);
    }
}

/// <summary>Body of <c>PATCH /api/v1/agents/{id}</c>: any of the fields of a new agent and <c>settings</c>; what is absent stays.</summary>
public sealed record AgentPatch(string Name, Expectation Expected, AgentSettings Settings)
{
    /// <summary>Stands for one that is not there when a body is only checked.</summary>
    internal static Agent AnyAgent { get; } = new(default, "", new Life(LifeState.New, default), AgentRequest.Usual, default, "", null);

    public static Result<AgentPatch> Read(JsonElement body, Agent before)
    {
        var faults = new Faults();
        var fields = new JsonFields(body, "", faults);
        var name = fields.Take("name") is null ? before.Name : fields.Text("name", required: true);
        var expected = Expectation.Read(fields, AgentRequest.Interval, before.Expected);
        var settings = before.Settings.Read(fields, faults);
        fields.Close();
        if (!faults.Any && expected.Cron is null && settings.HeartbeatInterval > expected.Interval)
            fields.Fault("settings.heartbeatInterval", "must be at most heartbeatInterval, or the agent would be late between two heartbeats");
        return faults.Any ? Problem.From(faults) : new AgentPatch(name!, expected, settings);
    }
}
