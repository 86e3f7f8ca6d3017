using Microsoft.AspNetCore.Http;
using NotiLog.Access;
using NotiLog.Requests;

namespace NotiLog.Functions.Http;

public static class RequestExtensions
{
    /// <summary>Who calls, as <see cref="AccessMiddleware"/> found.</summary>
    /// <exception cref="InvalidOperationException">The endpoint is anonymous.</exception>
    public static Caller Caller(this HttpRequest request) =>
        request.HttpContext.Features.Get<Caller>() ?? throw new InvalidOperationException("An anonymous endpoint knows no caller.");

    /// <summary>The query parameter, null when absent.</summary>
    public static string? Parameter(this HttpRequest request, string name) =>
        request.Query.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;

    /// <summary>From <c>limit</c> and <c>cursor</c> of a list ordered by id.</summary>
    public static Result<PageRequest> Page(this HttpRequest request) =>
        PageRequest.Read(request.Parameter("limit"), request.Parameter("cursor"));
}
