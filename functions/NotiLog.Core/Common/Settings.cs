using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace NotiLog.Common;

/// <summary>Reads one section of settings and collects every fault under the setting's full name.</summary>
public sealed class Settings(IConfiguration configuration, string section)
{
    private const string KeyVaultReference = "@Microsoft.KeyVault(";

    private readonly List<string> faults = [];

    /// <summary>What the platform hands over when it could not replace a Key Vault reference by the secret.</summary>
    public static bool IsUnresolvedReference(string? value) => value?.TrimStart().StartsWith(KeyVaultReference, StringComparison.OrdinalIgnoreCase) == true;

    public string? Text(string name) => configuration[$"{section}:{name}"] is { Length: > 0 } text ? text : null;

    public TimeSpan Duration(string name, TimeSpan absent, TimeSpan shortest, TimeSpan longest)
    {
        if (Text(name) is not { } text)
            return absent;
        if (Durations.TryParse(text, out var duration) && duration >= shortest && duration <= longest)
            return duration;
        faults.Add($"{section}:{name} must be {Durations.Hint}, from {Durations.Format(shortest)} to {Durations.Format(longest)}, not \"{text}\".");
        return absent;
    }

    public int Number(string name, int absent, int least, int most)
    {
        if (Text(name) is not { } text)
            return absent;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        faults.Add($"{section}:{name} must be a whole number from {least} to {most}, not \"{text}\".");
        return absent;
    }

    public Uri? Url(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            return url;
        faults.Add($"{section}:{name} must be an http or https URL, not \"{text}\".");
        return null;
    }

    public void Fault(string name, string message) => faults.Add($"{section}:{name} {message}");

    /// <summary>The options as they were read.</summary>
    /// <exception cref="OptionsValidationException">With all faults at once.</exception>
    public T Checked<T>(T options) =>
        faults.Count == 0 ? options : throw new OptionsValidationException(typeof(T).Name, typeof(T), faults);
}
