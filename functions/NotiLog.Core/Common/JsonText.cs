using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NotiLog.Common;

/// <summary>A JSON writer into memory that keeps Cyrillic and emoji readable; for JSON that is never put into HTML unescaped.</summary>
public sealed class JsonText : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> buffer = new(1024);

    public JsonText() => Writer = new Utf8JsonWriter(buffer, Options);

    public Utf8JsonWriter Writer { get; }

    public ReadOnlyMemory<byte> ToBytes()
    {
        Writer.Flush();
        return buffer.WrittenMemory;
    }

    public string ToText() => Encoding.UTF8.GetString(ToBytes().Span);

    public void Dispose() => Writer.Dispose();
}
