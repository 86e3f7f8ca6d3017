using Microsoft.AspNetCore.Mvc;
using NotiLog.Functions.Http;
using NotiLog.Notifications;
using NotiLog.Requests;

namespace NotiLog.Functions.Notifications;

/// <summary>What the provider said to a test message, per recipient.</summary>
internal static class ChannelTestAnswer
{
    public static IActionResult Of(Result<IReadOnlyList<ChannelTestResult>> results) => results.Problem is { } problem
        ? new ProblemAnswer(problem)
        : JsonAnswer.Ok(new { Delivered = results.Value.All(result => result.Outcome == "delivered"), Results = results.Value });
}
