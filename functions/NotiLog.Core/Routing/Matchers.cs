using NotiLog.Requests;


namespace NotiLog.Routing;

/// <summary>Matchers that must all hold; none of them matches everything.</summary>
public static class Matchers
{
    public const int Most = 50;

    /// <summary>Reads the required field <paramref name="name"/>, an array of at most 50 matchers, and names every fault by path.</summary>
    public static IReadOnlyList<Matcher> Read(JsonFields fields, string name, Faults faults)
    {
        var matchers = new List<Matcher>();
        foreach (var (path, text) in JsonTexts.Read(fields, name, required: true, Most, faults))
        {
            if (Matcher.Parse(text, path, faults) is { } matcher)
                matchers.Add(matcher);
        }

        return matchers;
    }

    /// <summary>The first that does not hold, or null when all do.</summary>
    internal static Matcher? FirstFailed(IReadOnlyList<Matcher> matchers, ref EvaluatedEvent evaluated)
    {
        for (var i = 0; i < matchers.Count; i++)
        {
            if (!matchers[i].Holds(ref evaluated))
                return matchers[i];
        }

        return null;
    }
}
