using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Functions.Http;

namespace NotiLog.Functions.Live;

/// <summary>What <c>negotiate</c> answers: SignalR clients go on to <c>url</c> with <c>accessToken</c>.</summary>
internal static class ConnectionAnswer
{
    public static IActionResult Of(SignalRConnectionInfo connection) => JsonAnswer.Ok(new { connection.Url, connection.AccessToken });
}
