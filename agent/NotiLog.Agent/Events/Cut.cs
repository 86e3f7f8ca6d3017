using System.Text;

namespace NotiLog.Agent.Events;

/// <summary>Makes a text fit, visibly.</summary>
internal static class Cut
{
    /// <summary>The text, or its beginning and a mark, in at most so many bytes of UTF-8.</summary>
    public static string ToFit(string text, int mostBytes)
    {
        if (text.Length * 3L <= mostBytes || Encoding.UTF8.GetByteCount(text) <= mostBytes)
            return text;
        var mark = $"… [cut: {text.Length} characters]";
        Encoding.UTF8.GetEncoder().Convert(text, new byte[mostBytes - Encoding.UTF8.GetByteCount(mark)], flush: false, out var kept, out _, out _);
        return string.Concat(text.AsSpan(0, kept > 0 && char.IsHighSurrogate(text[kept - 1]) ? kept - 1 : kept), mark);
    }
}
