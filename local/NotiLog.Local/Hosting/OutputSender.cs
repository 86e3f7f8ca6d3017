using System.Collections;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace NotiLog.Local.Hosting;

/// <summary>Sends what a function returned to its outputs: text as it is, other values as JSON, each item of a collection as one message, null and empty as nothing.</summary>
internal sealed class OutputSender(LocalQueues queues, IOptions<JsonSerializerOptions> json)
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
                    queues.Send(output.Queue, text);
                    break;
                case IEnumerable items:
                    foreach (var item in items)
                        queues.Send(output.Queue, Body(item));
                    break;
                case { } value:
                    queues.Send(output.Queue, Body(value));
                    break;
            }
        }
    }

    private string Body(object value) => value as string ?? JsonSerializer.Serialize(value, value.GetType(), json.Value);
}
