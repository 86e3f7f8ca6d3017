using System.Security.Claims;
using Microsoft.AspNetCore.SignalR;

namespace NotiLog.Local.Hosting.SignalR;

/// <summary>A user is one hub's: the same id on another hub is somebody else.</summary>
internal sealed class HubUsers : IUserIdProvider
{
    public static string Id(string hub, string user) => $"{hub}/{user}";

    public static string? UserOf(ClaimsPrincipal principal) => principal.FindFirst(ClaimTypes.NameIdentifier)?.Value;

    public string? GetUserId(HubConnectionContext connection) =>
        UserOf(connection.User) is { } user ? Id(connection.User.FindFirst(SignalRTokens.HubClaim)!.Value, user) : null;
}
