using System.Text.RegularExpressions;
using NotiLog.Events;
using NotiLog.Requests;

namespace NotiLog.Routing;

/// <summary>One condition on an event: <c>field op "value"</c>. A missing field is the empty string.</summary>
public sealed class Matcher
{
    private readonly EventField field;
    private readonly MatchOp op;
    private readonly string value;
    private readonly Regex? regex;
    private readonly Level level;

    internal Matcher(string text, EventField field, MatchOp op, string value, Regex? regex, Level level) =>
        (Text, this.field, this.op, this.value, this.regex, this.level) = (text, field, op, value, regex, level);

    /// <summary>As it was written, without surrounding white space.</summary>
    public string Text { get; }

    internal (string Field, MatchOp Op, string Value) Parts => (this.field.Name, op, value);

    /// <summary>Reads one matcher; a fault says what is wrong and what is allowed.</summary>
    public static Matcher? Parse(string text, string path, Faults faults)
    {
        var matcher = MatcherParser.Parse(text, out var fault);
        if (fault is not null)
            faults.Add(path, fault);
        return matcher;
    }

    internal bool Holds(ref EvaluatedEvent evaluated)
    {
        if (field.IsLevel && regex is null)
            return Compare((int)evaluated.Level - (int)level);
        Span<char> buffer = stackalloc char[EventField.BufferLength];
        var actual = field.Read(ref evaluated, buffer);
        var same = regex is null ? actual.SequenceEqual(value) : regex.IsMatch(actual);
        return same == (op is MatchOp.Equal or MatchOp.Like);
    }

    public override string ToString() => Text;

    private bool Compare(int order) => op switch
    {
        MatchOp.Equal => order == 0,
        MatchOp.NotEqual => order != 0,
        MatchOp.Less => order < 0,
        MatchOp.LessOrEqual => order <= 0,
        MatchOp.Greater => order > 0,
        _ => order >= 0,
    };
}

internal enum MatchOp
{
    Equal,
    NotEqual,
    Like,
    NotLike,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
