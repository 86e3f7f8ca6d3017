using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace NotiLog.Agent.Configuration;

/// <summary>What one reading of a configuration shares: the faults and the environment.</summary>
/// <param name="environment">The value of a variable, null when it is not set.</param>
internal sealed partial class ConfigReading(Func<string, string?> environment)
{
    private readonly List<ConfigFault> faults = [];

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<ConfigFault> Faults => [.. faults.OrderBy(fault => (fault.Line, fault.Column))];

    public void Fault(Mark at, string key, string message) => faults.Add(ConfigFault.At(at, key, message));

    /// <summary>The text with <c>${NAME}</c> and <c>${NAME:-otherwise}</c> filled in; <c>$${</c> stands for itself.</summary>
    public string Fill(YamlScalarNode scalar, string key) => Variable().Replace(scalar.Value ?? "", match =>
    {
        if (match.Value.StartsWith("$$", StringComparison.Ordinal))
            return match.Value[1..];
        if (environment(match.Groups["name"].Value) is { } value)
            return value;
        if (match.Groups["otherwise"].Success)
            return match.Groups["otherwise"].Value;
        Fault(scalar.Start, key, $"needs the environment variable {match.Groups["name"].Value}, which is not set");
        return "";
    });

    [GeneratedRegex(@"\$\$\{|\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(:-(?<otherwise>[^}]*))?\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
