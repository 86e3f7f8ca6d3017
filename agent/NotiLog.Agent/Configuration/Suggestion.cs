namespace NotiLog.Agent.Configuration;

/// <summary>What somebody may have meant.</summary>
internal static class Suggestion
{
    /// <summary><c>; did you mean x?</c>, or nothing when no name is near.</summary>
    public static string For(string text, IEnumerable<string> known)
    {
        var nearest = known.Select(name => (Name: name, Distance: Distance(text.ToLowerInvariant(), name.ToLowerInvariant()))).OrderBy(one => one.Distance).FirstOrDefault();
        if (text.Length >= 3 && known.FirstOrDefault(name => name.StartsWith(text, StringComparison.OrdinalIgnoreCase)) is { } longer)
            return $"; did you mean {longer}?";
        return nearest.Name is { } found && nearest.Distance <= Math.Max(2, found.Length / 3) ? $"; did you mean {found}?" : "";
    }

    /// <summary>Letters to change, add or leave out.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
