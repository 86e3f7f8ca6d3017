using Microsoft.AspNetCore.Http;
using NotiLog.Functions.Http;
using NotiLog.Requests;
using NotiLog.Watches;

namespace NotiLog.Functions.Watches;

internal static class WatchBody
{
    public static async Task<Result<WatchRequest>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        if (body.Problem is { } unreadable)
            return unreadable;
        using var document = body.Value;
        return WatchRequest.Read(document.RootElement);
    }
}
