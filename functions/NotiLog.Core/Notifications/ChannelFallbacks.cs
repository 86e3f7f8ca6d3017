namespace NotiLog.Notifications;

/// <summary>Chains of channels that take over from each other.</summary>
internal static class ChannelFallbacks
{
    /// <summary>The circle, from <paramref name="name"/> back to itself, that this fallback would close; null when the chain ends.</summary>
    public static IReadOnlyList<string>? FindCycle(string name, string fallback, IReadOnlyDictionary<string, string?> others)
    {
        var chain = new List<string> { name };
        for (var at = fallback; at is not null && chain.Count <= others.Count + 1; at = others.GetValueOrDefault(at))
        {
            chain.Add(at);
            if (at == name)
                return chain;
        }

        return null;
    }
}
