using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace NotiLog.Local.Hosting.SignalR;

/// <summary>SignalR's JSON protocol, save that a client may name any target with any arguments: functions decide what is known.</summary>
internal sealed class ServerlessProtocol : IHubProtocol
{
    private const byte EndOfMessage = 0x1e;
    private const int Invocation = 1;

    private readonly JsonHubProtocol json = new();

    public string Name => json.Name;

    public int Version => json.Version;

    public TransferFormat TransferFormat => json.TransferFormat;

    public bool IsVersionSupported(int version) => json.IsVersionSupported(version);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => json.GetMessageBytes(message);

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => json.WriteMessage(message, output);

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        if (input.PositionOf(EndOfMessage) is not { } end || InvocationIn(input.Slice(0, end)) is not { } invocation)
            return json.TryParseMessage(ref input, binder, out message);
        message = invocation;
        input = input.Slice(input.GetPosition(1, end));
        return true;
    }

    /// <summary>Null for every other message, and for what is none; the protocol itself deals with these.</summary>
    private static InvocationMessage? InvocationIn(ReadOnlySequence<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.Number && type.TryGetInt32(out var number) && number == Invocation
                && root.TryGetProperty("target", out var target) && target.ValueKind == JsonValueKind.String
                && root.TryGetProperty("arguments", out var arguments) && arguments.ValueKind == JsonValueKind.Array
                    ? new InvocationMessage(IdIn(root), nameof(ClientHub.Dispatch), [target.GetString(), arguments.Clone()])
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? IdIn(JsonElement message) =>
        message.TryGetProperty("invocationId", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
}
