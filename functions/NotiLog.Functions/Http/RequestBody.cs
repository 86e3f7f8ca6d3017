using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using NotiLog.Requests;

namespace NotiLog.Functions.Http;

/// <summary>Reads the JSON bodies of everything but ingest, strictly.</summary>
public static class RequestBody
{
    /// <summary>Longest body, in bytes.</summary>
    public const int Longest = 1024 * 1024;

    public const string Json = "application/json";

    private static readonly JsonReaderOptions Syntax = new() { MaxDepth = JsonFields.Strict.MaxDepth };

    /// <summary>
    /// The document, to be disposed of by the caller; or the problem: 415 unless <c>application/json</c> in plain UTF-8, 413 above <see cref="Longest"/>,
    /// 400 when empty, not UTF-8, malformed, deeper than 64 or with a key twice, naming line and position (both from 1, in bytes).
    /// </summary>
    public static Task<Result<JsonDocument>> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        ReadAsync(request, Longest, cancellationToken);

    /// <summary>Likewise, with 413 above <paramref name="longest"/> bytes.</summary>
    public static async Task<Result<JsonDocument>> ReadAsync(HttpRequest request, int longest, CancellationToken cancellationToken)
    {
        var body = await ReadBytesAsync(request, [Json], longest, cancellationToken);
        return body.Problem is { } problem ? problem : Parse(body.Value);
    }

    /// <summary>The bytes; or the problem: 415 unless of one of these media types in plain UTF-8, 413 above <paramref name="longest"/>.</summary>
    public static async Task<Result<ReadOnlyMemory<byte>>> ReadBytesAsync(
        HttpRequest request, IReadOnlyList<string> mediaTypes, int longest, CancellationToken cancellationToken)
    {
        if (MediaTypeOf(request) is not { } type || !mediaTypes.Contains(type))
            return new Problem(ProblemKind.UnsupportedMedia, $"The body must be {string.Join(" or ", mediaTypes)} in UTF-8, without Content-Encoding.");
        if (request.ContentLength > longest || await ReadAllAsync(request.Body, longest, cancellationToken) is not { } body)
            return new Problem(ProblemKind.TooLarge, $"The body must have at most {longest} bytes.");
        return body;
    }

    /// <summary>In small letters; null when there is none, or anything but plain UTF-8.</summary>
    public static string? MediaTypeOf(HttpRequest request) =>
        request.Headers.ContentEncoding.Count == 0
        && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase))
            ? type.MediaType.ToString().ToLowerInvariant()
            : null;

    internal static Result<JsonDocument> Parse(ReadOnlyMemory<byte> body)
    {
        if (body.Span.StartsWith("\uFEFF"u8))
            body = body[3..];
        if (body.Span.Trim(" \t\r\n"u8).IsEmpty)
            return Problem.Invalid("body", "is empty; a JSON document is expected");
        if (!Utf8.IsValid(body.Span))
            return Problem.Invalid("body", "is not valid UTF-8");
        try
        {
            return FaultOfNames(body.Span) is { } fault ? Problem.Invalid("body", fault) : JsonDocument.Parse(body, JsonFields.Strict);
        }
        catch (JsonException e)
        {
            return Problem.Invalid("body", e.LineNumber is { } line ? $"{At(line, e.BytePositionInLine ?? 0)}: {Reason(e)}" : Reason(e));
        }
    }

    /// <summary>Null when there is more than <paramref name="longest"/>.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAllAsync(Stream body, int longest, CancellationToken cancellationToken)
    {
        var all = new ArrayBufferWriter<byte>();
        while (all.WrittenCount <= longest)
        {
            var read = await body.ReadAsync(all.GetMemory(4096), cancellationToken);
            if (read == 0)
                return all.WrittenMemory;
            all.Advance(read);
        }

        return null;
    }

    /// <summary>A name with half of a surrogate pair cannot be a string, and whoever enumerated the fields would fail on it.</summary>
    private static string? FaultOfNames(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, Syntax);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueIsEscaped)
                continue;
            try
            {
                _ = reader.GetString();
            }
            catch (InvalidOperationException)
            {
                var before = body[..(int)reader.TokenStartIndex];
                return $"{At(before.Count((byte)'\n'), before.Length - before.LastIndexOf((byte)'\n') - 1)}: the name has a lone surrogate";
            }
        }

        return null;
    }

    private static string At(long line, long position) => $"line {line + 1}, position {position + 1}";

    /// <summary>The reader's own words without the position it appends.</summary>
    private static string Reason(JsonException e)
    {
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? e.Message : e.Message[..end];
    }
}
