using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using NotiLog.Functions.Http;
using NotiLog.Requests;

namespace NotiLog.Tests.Access;

/// <summary>The worker executes what a function returned and then serialises it for its host, which throws it away.</summary>
public sealed class AnswerTests
{
    public static TheoryData<IActionResult, int> Answers => new()
    {
        { JsonAnswer.Created("/api/v1/tokens/1", new string('x', 1_000_000)), 201 },
        { new ProblemAnswer(Problem.Invalid("routes[0].name", "is required")) { Headers = { ["Retry-After"] = "5" }, Members = { ["rejected"] = new string('x', 1_000_000) } }, 400 },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void Serialised_once_more_an_answer_is_next_to_nothing(IActionResult answer, int status) =>
        Assert.Equal($$"""{"Status":{{status}}}""", JsonSerializer.Serialize<object>(answer));
}
