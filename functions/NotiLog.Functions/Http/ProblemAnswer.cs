using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using NotiLog.Requests;

namespace NotiLog.Functions.Http;

/// <summary>RFC 9457 problem details: <c>type</c>, <c>title</c>, <c>status</c>, <c>detail</c>, <c>errors</c> by field where fields are at fault, and <see cref="Members"/>.</summary>
public sealed class ProblemAnswer : IActionResult
{
    public const string ContentType = "application/problem+json; charset=utf-8";

    private readonly string detail;
    private readonly Faults? faults;

    public ProblemAnswer(Problem problem) : this(StatusOf(problem.Kind), problem.Detail) => faults = problem.Faults;

    /// <summary>For statuses that no <see cref="ProblemKind"/> stands for.</summary>
    public ProblemAnswer(int status, string detail)
    {
        (Status, this.detail) = (status, detail);
        if (status == StatusCodes.Status401Unauthorized)
            Headers["WWW-Authenticate"] = "Bearer";
        if (status == StatusCodes.Status503ServiceUnavailable)
            Headers["Retry-After"] = "5";
    }

    public int Status { get; }

    /// <summary>A 401 has <c>WWW-Authenticate</c>, a 503 <c>Retry-After: 5</c> unless set otherwise.</summary>
    [JsonIgnore]
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>();

    /// <summary>Further members of the body, after the standard ones.</summary>
    [JsonIgnore]
    public IDictionary<string, object?> Members { get; } = new Dictionary<string, object?>();

    public Task ExecuteResultAsync(ActionContext context) => WriteAsync(context.HttpContext);

    public Task WriteAsync(HttpContext http)
    {
        var answer = new JsonAnswer(Status, AnswerJson.Write(Content()), ContentType);
        foreach (var (name, value) in Headers)
            answer.Headers[name] = value;
        return answer.WriteAsync(http);
    }

    private Dictionary<string, object?> Content()
    {
        var content = new Dictionary<string, object?>
        {
            ["type"] = "about:blank",
            ["title"] = ReasonPhrases.GetReasonPhrase(Status),
            ["status"] = Status,
            ["detail"] = detail,
        };
        if (faults is { Any: true })
            content["errors"] = faults.ByField;
        foreach (var (name, value) in Members)
            content[name] = value;
        return content;
    }

    private static int StatusOf(ProblemKind kind) => kind switch
    {
        ProblemKind.Invalid => StatusCodes.Status400BadRequest,
        ProblemKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.Conflict => StatusCodes.Status409Conflict,
        ProblemKind.Stale => StatusCodes.Status412PreconditionFailed,
        ProblemKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ProblemKind.UnsupportedMedia => StatusCodes.Status415UnsupportedMediaType,
        ProblemKind.PreconditionRequired => StatusCodes.Status428PreconditionRequired,
        ProblemKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "a kind without a status"),
    };
}
