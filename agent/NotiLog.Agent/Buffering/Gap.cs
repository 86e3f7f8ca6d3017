using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NotiLog.Agent.Events;

namespace NotiLog.Agent.Buffering;

/// <summary>Events that were dropped and of which the server has not been told.</summary>
/// <param name="Id">Of the event that will tell.</param>
/// <param name="From">The earliest time of a dropped event.</param>
/// <param name="To">The latest.</param>
internal sealed record Gap(string Id, long Low, long Warnings, long Errors, DateTimeOffset From, DateTimeOffset To)
{
    public long Events => Low + Warnings + Errors;

    public Gap With(Segment dropped) => this with
    {
        Low = Low + (dropped.Rank == Rank.Low ? dropped.Events : 0),
        Warnings = Warnings + (dropped.Rank == Rank.Warning ? dropped.Events : 0),
        Errors = Errors + (dropped.Rank == Rank.Error ? dropped.Events : 0),
        From = dropped.First < From ? dropped.First : From,
        To = dropped.Last > To ? dropped.Last : To,
    };

    public static Gap Of(Segment dropped) => new Gap($"gap.{Guid.NewGuid():N}", 0, 0, 0, dropped.First, dropped.Last).With(dropped);

    public string ToText() => JsonSerializer.Serialize(this, GapJson.Default.Gap);

    public static Gap FromText(string text) => JsonSerializer.Deserialize(text, GapJson.Default.Gap)!;

    /// <summary>What the event says.</summary>
    public void Fill(LogLine line, long limit)
    {
        line.Message = string.Create(
            CultureInfo.InvariantCulture,
            $"{Events} events from {From.UtcDateTime:O} to {To.UtcDateTime:O} were dropped: the agent's buffer of {limit / 1024 / 1024} MiB was full and the server did not take them ({Low} of level info and below, {Warnings} warnings, {Errors} errors).");
        line.Add("gapFrom", From.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        line.Add("gapTo", To.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        line.Context.Add(Number("dropped", Events));
        line.Context.Add(Number("droppedInfoAndBelow", Low));
        line.Context.Add(Number("droppedWarnings", Warnings));
        line.Context.Add(Number("droppedErrors", Errors));
    }

    private static ContextField Number(string name, long number) => new(name, null, JsonSerializer.SerializeToElement(number, GapJson.Default.Int64));
}

[JsonSerializable(typeof(Gap))]
[JsonSerializable(typeof(long))]
internal sealed partial class GapJson : JsonSerializerContext;
