using System.Text.Json;
using NotiLog.Requests;

namespace NotiLog.Access;

/// <summary>A stored API token, without its secret.</summary>
/// <param name="CreatedBy">Name of the caller who made it.</param>
/// <param name="ExpiresAt">Refused from then on; null without end.</param>
public sealed record ApiToken(Guid Id, string Name, Role Role, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? ExpiresAt);

/// <summary>Body of <c>POST /api/v1/tokens</c>: <c>{"name": 1..128 characters, "role": "reader|operator|admin", "expiresAt": optional, in the future}</c>.</summary>
public sealed record TokenRequest(string Name, Role Role, DateTimeOffset? ExpiresAt)
{
    public static Result<TokenRequest> Read(JsonElement body, DateTimeOffset now)
    {
        var faults = new Faults();
        var fields = new JsonFields(body, "", faults);
        var name = fields.Text("name", required: true);
        var role = Roles.Parse(fields.Text("role", required: true));
        var expiresAt = fields.Time("expiresAt");
        if (role == Role.None && !faults.ByField.ContainsKey("role"))
            fields.Fault("role", "must be reader, operator or admin");
        if (expiresAt <= now)
            fields.Fault("expiresAt", "must be in the future");
        fields.Close();
        return faults.Any ? Problem.From(faults) : new TokenRequest(name!, role, expiresAt);
    }
}

/// <summary>Roles as they are written in requests and rows.</summary>
internal static class Roles
{
    /// <summary><see cref="Role.None"/> for everything that is no role.</summary>
    public static Role Parse(string? text) => text switch
    {
        "reader" => Role.Reader,
        "operator" => Role.Operator,
        "admin" => Role.Admin,
        _ => Role.None,
    };

    public static string Format(Role role) => role switch
    {
        Role.Reader => "reader",
        Role.Operator => "operator",
        Role.Admin => "admin",
        _ => "none",
    };
}
