namespace NotiLog.Access;

/// <summary>What a credential may do; each role includes the ones before it. Agents have <see cref="None"/> and only what names them.</summary>
public enum Role
{
    None,
    Reader,
    Operator,
    Admin,
}

public enum CallerKind
{
    Owner,
    Token,
    User,
    Agent,
}

/// <summary>Who calls, as the credential proved it.</summary>
/// <param name="Id">Stable and unique per credential's holder: <c>owner</c>, the token's or agent's id, or the JWT's issuer and subject.</param>
/// <param name="Name">For people: <c>owner</c>, the token's or agent's name, the user's name.</param>
/// <param name="AgentId">Set for agents only.</param>
public sealed record Caller(CallerKind Kind, string Id, string Name, Role Role, Guid? AgentId = null);
