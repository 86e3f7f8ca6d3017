using Microsoft.AspNetCore.Http;

namespace NotiLog.Functions.Http;

/// <summary>Where callers find this app.</summary>
internal static class PublicUrl
{
    /// <summary>
    /// As the caller addressed it, without a slash at the end. Hosts and proxies before the app say so in <c>X-Forwarded-*</c>;
    /// whoever forges them is answered their own forgery and nobody else.
    /// </summary>
    public static string Of(HttpRequest request)
    {
        var host = First(request, "X-Forwarded-Host") ?? request.Host.Value;
        var scheme = First(request, "X-Forwarded-Proto") ?? request.Scheme;
        return $"{scheme}://{host}";
    }

    private static string? First(HttpRequest request, string header) =>
        request.Headers[header].ToString().Split(',')[0].Trim() is { Length: > 0 } value ? value : null;
}
