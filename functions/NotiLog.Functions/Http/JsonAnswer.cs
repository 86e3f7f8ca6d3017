using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using NotiLog.Requests;

namespace NotiLog.Functions.Http;

/// <summary>
/// A whole JSON body with its Content-Length. On a Functions host such an answer is complete before output bindings run,
/// so that a queue can neither slow it nor fail it. The worker serialises what a function returned once more after executing it, hence the ignored members.
/// </summary>
/// <param name="body">UTF-8 JSON.</param>
public sealed class JsonAnswer(int status, ReadOnlyMemory<byte> body, string contentType = JsonAnswer.Json) : IActionResult
{
    public const string Json = "application/json; charset=utf-8";

    public int Status => status;

    [JsonIgnore]
    public ReadOnlyMemory<byte> Body => body;

    [JsonIgnore]
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>();

    public static JsonAnswer Ok<T>(T value) => new(StatusCodes.Status200OK, AnswerJson.Write(value));

    /// <summary>The value, or its problem.</summary>
    public static IActionResult Ok<T>(Result<T> result) => result.Problem is { } problem ? new ProblemAnswer(problem) : Ok(result.Value);

    /// <param name="location">Path of what was made.</param>
    public static JsonAnswer Created<T>(string location, T value) =>
        new(StatusCodes.Status201Created, AnswerJson.Write(value)) { Headers = { ["Location"] = location } };

    public Task ExecuteResultAsync(ActionContext context) => WriteAsync(context.HttpContext);

    public async Task WriteAsync(HttpContext http)
    {
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        foreach (var (name, value) in Headers)
            response.Headers[name] = value;
        await response.Body.WriteAsync(body, http.RequestAborted);
    }
}
