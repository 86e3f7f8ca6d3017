using System.Collections;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using NotiLog.Local.Hosting.SignalR;

namespace NotiLog.Local.Hosting;

/// <summary>Sends what a function returned to its outputs: text as it is, other values as JSON, each item of a collection as one message, null and empty as nothing.</summary>
internal sealed class OutputSender(LocalQueues queues, SignalRSender signalR, IOptions<JsonSerializerOptions> json)
{
    public void Send(FunctionEntry entry, object? result)
    {
        foreach (var output in entry.Outputs)
        {
            switch (output.Value(result))
            {
                case null or "":
                    break;
                case string text:
                    Send(output, text);
                    break;
                case IEnumerable items:
                    foreach (var item in items)
                        Send(output, item);
                    break;
                case { } value:
                    Send(output, value);
                    break;
            }
        }
    }

    private void Send(FunctionOutput output, object value)
    {
        if (output is SignalROutput { Hub: var hub })
            signalR.Send(hub, value as SignalRMessageAction ?? throw new InvalidOperationException($"{output.Name} is no {nameof(SignalRMessageAction)}"));
        else
            queues.Send(((QueueOutput)output).Queue, value as string ?? JsonSerializer.Serialize(value, value.GetType(), json.Value));
    }
}
