using NotiLog.Access;

namespace NotiLog.Functions.Http;

/// <summary>The policy of an HTTP function; one without it answers nobody.</summary>
/// <param name="role">The smallest role that may call it. With <see cref="Role.None"/> nobody may but whom <see cref="Agents"/> or <see cref="Anonymous"/> lets in.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EndpointAttribute(Role role) : Attribute
{
    public Role Role { get; } = role;

    /// <summary>The query parameters it knows, comma between them; any other is refused, and so is one given twice.</summary>
    public string Query { get; set; } = "";

    /// <summary>Whether agents may call it with their keys.</summary>
    public bool Agents { get; set; }

    /// <summary>Whether it may be called without any credential; none is looked at then.</summary>
    public bool Anonymous { get; set; }
}
