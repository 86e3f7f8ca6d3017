using NotiLog.Functions.Http;
using NotiLog.Routing;

namespace NotiLog.Functions.Routing;

internal static class RoutingAnswer
{
    /// <summary>The version in force, with the ETag that replaces it.</summary>
    public static JsonAnswer Of(RoutingVersion version)
    {
        var answer = JsonAnswer.Ok(version.ToJson());
        answer.Headers["ETag"] = version.ETag;
        return answer;
    }
}
