using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using NotiLog.Notifications;

namespace NotiLog.Functions.Schedule;

/// <summary>
/// Every call looks whether the schedule still runs, once its function is done, and stands in for it beside the answer. The pass is not awaited:
/// the answer is written after the middleware, so it would wait with it.
/// </summary>
public sealed class StandInMiddleware(StandInPass pass) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        await next(context);
        if (context.GetHttpContext() is not null)
            pass.Offer();
    }
}
