using YamlDotNet.Core;

namespace NotiLog.Agent.Configuration;

/// <summary>Something wrong in the configuration, with its place (line and column from 1).</summary>
internal sealed record ConfigFault(long Line, long Column, string Key, string Message)
{
    public static ConfigFault At(Mark mark, string key, string message) => new(mark.Line, mark.Column, key, message);

    public override string ToString() => Key.Length == 0 ? $"line {Line}, column {Column}: {Message}" : $"line {Line}, column {Column}: {Key} {Message}";
}
