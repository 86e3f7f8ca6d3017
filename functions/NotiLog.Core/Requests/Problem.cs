namespace NotiLog.Requests;

/// <summary>Why a request was not carried out; the app maps each kind to one HTTP status.</summary>
public enum ProblemKind
{
    /// <summary>400: the request is wrong; <see cref="Problem.Faults"/> names where.</summary>
    Invalid,

    /// <summary>401: no or an unknown credential.</summary>
    Unauthenticated,

    /// <summary>403: the credential's role is too small.</summary>
    Forbidden,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>409: true of the request, but at odds with what is stored.</summary>
    Conflict,

    /// <summary>412: the If-Match of the request is no longer current.</summary>
    Stale,

    /// <summary>413.</summary>
    TooLarge,

    /// <summary>415.</summary>
    UnsupportedMedia,

    /// <summary>428: If-Match is required.</summary>
    PreconditionRequired,

    /// <summary>503: storage or a provider does not answer; trying again later helps.</summary>
    Unavailable,
}

/// <summary>An expected failure, as a value. <paramref name="Detail"/> is for people and says what to do.</summary>
public sealed record Problem(ProblemKind Kind, string Detail, Faults? Faults = null)
{
    /// <summary>An <see cref="ProblemKind.Invalid"/> problem from collected faults.</summary>
    public static Problem From(Faults faults) => new(ProblemKind.Invalid, "The request has faults; see errors.", faults);

    /// <summary>An <see cref="ProblemKind.Invalid"/> problem with one fault.</summary>
    public static Problem Invalid(string field, string message)
    {
        var faults = new Faults();
        faults.Add(field, message);
        return From(faults);
    }

    public static Problem NotFound(string detail) => new(ProblemKind.NotFound, detail);
}

/// <summary>Faults by field path (<c>routes[0].match[1]</c>), in the order found.</summary>
public sealed class Faults
{
    private readonly Dictionary<string, List<string>> byField = [];

    public bool Any => byField.Count > 0;

    public IReadOnlyDictionary<string, List<string>> ByField => byField;

    public void Add(string field, string message)
    {
        if (!byField.TryGetValue(field, out var messages))
            byField[field] = messages = [];
        messages.Add(message);
    }
}

/// <summary>A value or the problem that kept it from being made; exactly one of both.</summary>
public readonly struct Result<T>
{
    private readonly T? value;

    private Result(T? value, Problem? problem) => (this.value, Problem) = (value, problem);

    public Problem? Problem { get; }

    public bool Succeeded => Problem is null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is a problem instead.</exception>
    public T Value => Problem is null ? value! : throw new InvalidOperationException(Problem.Detail);

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Problem problem) => new(default, problem);
}
