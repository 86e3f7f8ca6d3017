using System.Text.RegularExpressions;
using NotiLog.Common;

namespace NotiLog.Notifications.Telegram;

/// <summary>Section <c>Telegram</c>.</summary>
public sealed partial class TelegramOptions
{
    public const string Section = "Telegram";

    /// <summary>As BotFather gave it: <c>123456:ABC-DEF</c>. Without it Telegram is not configured.</summary>
    public string? BotToken { get; set; }

    /// <summary>An absolute http or https address without query.</summary>
    public string ApiBaseUrl { get; set; } = "https://api.telegram.org";

    /// <summary>Of all settings at once, each named.</summary>
    internal IEnumerable<string> Faults()
    {
        if (Settings.IsUnresolvedReference(BotToken))
            yield return "Telegram:BotToken is a Key Vault reference that was not resolved";
        else if (!string.IsNullOrEmpty(BotToken) && !Token().IsMatch(BotToken))
            yield return "Telegram:BotToken must look like 123456:ABC-DEF";
        if (!Uri.TryCreate(ApiBaseUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Query.Length > 0)
            yield return "Telegram:ApiBaseUrl must be an absolute http or https address without query";
    }

    [GeneratedRegex(@"^[0-9]{1,18}:[A-Za-z0-9_-]{1,100}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
