using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;

namespace NotiLog.Functions.Access;

public sealed class GetMe
{
    /// <summary>Who the credential says that the caller is, and what that allows.</summary>
    [Function(nameof(GetMe))]
    [Endpoint(Role.Reader)]
    public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/me")] HttpRequest request)
    {
        var caller = request.Caller();
        return JsonAnswer.Ok(new { caller.Kind, caller.Name, caller.Role });
    }
}
