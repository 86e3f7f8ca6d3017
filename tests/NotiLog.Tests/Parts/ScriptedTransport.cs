using System.Collections.Concurrent;
using System.Text.Json;
using NotiLog.Notifications;
using NotiLog.Requests;

namespace NotiLog.Tests.Parts;

/// <summary>A provider in the test's hand: records what it is sent and answers by script, delivered when the script is empty.</summary>
internal sealed class ScriptedTransport : IChannelTransport
{
    public string Type => "scripted";

    public string? MissingSetting { get; set; }

    public IReadOnlyList<string> SettingFaults { get; set; } = [];

    public TimeSpan TimeOut => TimeSpan.FromSeconds(30);

    public ConcurrentQueue<SendRequest> Sent { get; } = [];

    /// <summary>What the next sends come to; an exception is thrown, a <c>Func&lt;Task&gt;</c> runs during a send that is delivered.</summary>
    public ConcurrentQueue<object> Script { get; } = [];

    /// <summary>Asked before <see cref="Script"/>; null leaves it to that.</summary>
    public Func<SendRequest, object?>? Answer { get; set; }

    public SendRate? Rate { get; set; }

    public SendRate? RateOf(string recipient) => Rate;

    public JsonElement? Moved(JsonElement settings, string from, string to) => Recipients(settings).Contains(from)
        ? JsonSerializer.SerializeToElement(new { to = Recipients(settings).Select(one => one == from ? to : one) })
        : null;

    public void Validate(JsonFields settings)
    {
        settings.Texts("to", required: true);
        settings.Flag("each", absent: false);
        settings.Close();
    }

    public IReadOnlyList<string> Recipients(JsonElement settings) => [.. settings.GetProperty("to").EnumerateArray().Select(to => to.GetString()!)];

    public bool WantsEachEvent(JsonElement settings) => settings.TryGetProperty("each", out var each) && each.GetBoolean();

    public string Render(Channel channel, NotificationContent content) => content.Events[0].Message;

    public Task ProbeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<SendOutcome> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        Sent.Enqueue(request);
        var answer = Answer?.Invoke(request);
        if (answer is null && !Script.TryDequeue(out answer))
            answer = new SendOutcome.Delivered("1", "ok");
        if (answer is not Func<Task> during)
            return answer is Exception e ? throw e : (SendOutcome)answer;
        await during();
        return new SendOutcome.Delivered("1", "ok");
    }
}
