using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using NotiLog.Events;

namespace NotiLog.Routing;

/// <summary>
/// The grammar of a matcher: <c>field op value</c>, white space between them ignored. The value is a plain word
/// (letters, digits and <c>_ - . : / @</c>) or stands in double quotes, in which <c>\"</c> and <c>\\</c> are escapes
/// and any other backslash is itself, so that regexes stay readable.
/// </summary>
internal static class MatcherParser
{
    public const int LongestPattern = 1000;
    private const int LongestText = 4000;
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline;

    private static readonly SearchValues<char> EndsName = SearchValues.Create("=!<>~\"");

    private static readonly (string Text, MatchOp Op)[] Ops =
    [
        ("=~", MatchOp.Like), ("!~", MatchOp.NotLike), ("!=", MatchOp.NotEqual), (">=", MatchOp.GreaterOrEqual),
        ("<=", MatchOp.LessOrEqual), ("=", MatchOp.Equal), (">", MatchOp.Greater), ("<", MatchOp.Less),
    ];

    public static Matcher? Parse(string text, out string? fault)
    {
        text = text.Trim();
        if (text.Length > LongestText)
            return Refuse($"must be at most {LongestText} characters", out fault);
        var opAt = text.AsSpan().IndexOfAny(EndsName);
        var name = (opAt < 0 ? text : text[..opAt]).TrimEnd();
        if (EventField.Find(name) is not { } field)
            return Refuse($"has the unknown field '{name}'; fields are {EventField.Hint}", out fault);
        var rest = text.AsSpan(name.Length).TrimStart();
        if (FindOp(rest) is not { } op)
            return Refuse("needs an operator after the field: = != =~ !~, for level also >= > <= <", out fault);
        if (op.Op > MatchOp.NotLike && !field.IsLevel)
            return Refuse($"{op.Text} compares levels only; for {name} use = != =~ !~", out fault);
        var value = ReadValue(rest[op.Text.Length..].TrimStart(), out fault);
        return value is null ? null : Make(text, field, op.Op, value, out fault);
    }

    private static (string Text, MatchOp Op)? FindOp(ReadOnlySpan<char> rest)
    {
        foreach (var op in Ops)
        {
            if (rest.StartsWith(op.Text))
                return op;
        }

        return null;
    }

    private static string? ReadValue(ReadOnlySpan<char> rest, out string? fault)
    {
        fault = null;
        if (rest.StartsWith("\""))
            return ReadQuoted(rest[1..], out fault);
        if (rest.IsEmpty)
            fault = "needs a value after the operator; write \"\" for the empty one";
        foreach (var letter in rest)
        {
            if (!char.IsLetterOrDigit(letter) && !"_-.:/@".Contains(letter))
                fault ??= $"has '{letter}' in a value without quotes; put the value in double quotes";
        }

        return fault is null ? rest.ToString() : null;
    }

    private static string? ReadQuoted(ReadOnlySpan<char> rest, out string? fault)
    {
        var value = new StringBuilder(rest.Length);
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] == '"')
            {
                fault = i + 1 == rest.Length ? null : "must end after the closing quote; write \\\" for a quote inside the value";
                return fault is null ? value.ToString() : null;
            }

            if (rest[i] == '\\' && i + 1 < rest.Length && rest[i + 1] is '"' or '\\')
                i++;
            value.Append(rest[i]);
        }

        fault = "needs a closing double quote";
        return null;
    }

    private static Matcher? Make(string text, EventField field, MatchOp op, string value, out string? fault)
    {
        fault = null;
        var level = default(Level);
        var regex = default(Regex);
        if (op is MatchOp.Like or MatchOp.NotLike)
            regex = Compile(value, out fault);
        else if (field.IsLevel && !Levels.TryParse(value, out level))
            fault = $"has the unknown level '{value}'; levels are {string.Join(", ", Levels.All)}";
        return fault is null ? new Matcher(text, field, op, value, regex, level) : null;
    }

    /// <summary>The pattern must be whole in itself before it is anchored, or <c>a)|(b</c> would slip out of the anchors.</summary>
    private static Regex? Compile(string pattern, out string? fault)
    {
        fault = null;
        if (pattern.Length > LongestPattern)
            fault = $"has a regex of more than {LongestPattern} characters";
        try
        {
            if (fault is null && new Regex(pattern, Options) is not null)
                return new Regex($@"\A(?:{pattern})\z", Options);
        }
        catch (NotSupportedException e)
        {
            fault = $"has a regex that the non-backtracking engine refuses (no lookarounds, backreferences or atomic groups, no huge repetitions): {e.Message}";
        }
        catch (ArgumentException e)
        {
            fault = $"has an invalid regex: {e.Message}";
        }

        return null;
    }

    private static Matcher? Refuse(string why, out string? fault)
    {
        fault = why;
        return null;
    }
}
