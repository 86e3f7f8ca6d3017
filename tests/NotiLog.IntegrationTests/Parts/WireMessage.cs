using System.Buffers.Binary;
using System.Text;

namespace NotiLog.IntegrationTests.Parts;

/// <summary>A protobuf message without its schema: fields by number.</summary>
internal sealed class WireMessage
{
    private readonly List<(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)> fields = [];

    /// <exception cref="FormatException">Not a message.</exception>
    public WireMessage(ReadOnlyMemory<byte> bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var key = ReadVarint(bytes.Span, ref at);
            var number = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    fields.Add((number, ReadVarint(bytes.Span, ref at), default));
                    break;
                case 1:
                    fields.Add((number, BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span[at..]), default));
                    at += 8;
                    break;
                case 2:
                    var length = (int)ReadVarint(bytes.Span, ref at);
                    fields.Add((number, 0, bytes.Slice(at, length)));
                    at += length;
                    break;
                case 5:
                    fields.Add((number, BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[at..]), default));
                    at += 4;
                    break;
                default:
                    throw new FormatException($"wire type {key & 7}");
            }
        }
    }

    public bool Has(int number) => fields.Exists(field => field.Number == number);

    public ulong Number(int number) => fields.Find(field => field.Number == number).Value;

    public double Double(int number) => BitConverter.UInt64BitsToDouble(Number(number));

    public string Text(int number) => Encoding.UTF8.GetString(fields.Find(field => field.Number == number).Bytes.Span);

    public string Hex(int number) => Convert.ToHexStringLower(fields.Find(field => field.Number == number).Bytes.Span);

    public WireMessage Message(int number) => new(fields.Find(field => field.Number == number).Bytes);

    /// <summary>All messages below a path of field numbers.</summary>
    public IEnumerable<WireMessage> All(params int[] path)
    {
        IEnumerable<WireMessage> found = [this];
        foreach (var number in path)
            found = found.SelectMany(message => message.fields.Where(field => field.Number == number).Select(field => new WireMessage(field.Bytes)));
        return found;
    }

    private static ulong ReadVarint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
