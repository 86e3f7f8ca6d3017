using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace NotiLog.Local.Hosting;

/// <summary>The settings that decide how a function is bound: <c>%key%</c> in attributes, and the switches that disable a function.</summary>
internal sealed partial class FunctionSettings(IConfiguration configuration)
{
    /// <summary>The text with each <c>%key%</c> replaced; a missing key becomes a fault and stays as it is.</summary>
    public string Resolve(string text, Action<string> fault) => Expression().Replace(text, match =>
    {
        var value = configuration[match.Groups[1].Value];
        if (value is null)
            fault($"the setting {match.Groups[1].Value} is missing");
        return value ?? match.Value;
    });

    /// <summary>True for <c>AzureWebJobs.Name.Disabled</c> or <c>AzureWebJobs_Name_Disabled</c> = true or 1.</summary>
    public bool IsDisabled(string function) =>
        IsOn(configuration[$"AzureWebJobs.{function}.Disabled"]) || IsOn(configuration[$"AzureWebJobs_{function}_Disabled"]);

    private static bool IsOn(string? value) => value == "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Expression();
}
