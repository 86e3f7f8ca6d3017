using System.Buffers;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using NotiLog.Events;
using NotiLog.Requests;

namespace NotiLog.Functions.Events;

/// <summary>Reads the body of ingest: media type, compression, size; the events are <see cref="IngestBody"/>'s affair.</summary>
internal static class IngestRequest
{
    private static Problem TooLarge =>
        new(ProblemKind.TooLarge, "A body holds at most 4 MiB, decompressed; send the events in several requests.");

    public static async Task<Result<List<EventDraft>>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!TryReadMedia(request, out var isNdjson))
            return new Problem(ProblemKind.UnsupportedMedia, "Content-Type must be application/json or application/x-ndjson, in UTF-8.");
        var encoding = request.Headers.ContentEncoding.ToString().Trim();
        if (encoding.Length > 0 && encoding.ToLowerInvariant() is not ("gzip" or "identity"))
            return new Problem(ProblemKind.UnsupportedMedia, "Content-Encoding must be gzip or absent.");
        // Refused before it is read: a body over 30 MB would end in an empty 500 on a Functions host.
        if (request.ContentLength > IngestBody.LargestBody)
            return TooLarge;
        try
        {
            await using var body = encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase)
                ? new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true)
                : request.Body;
            return await ReadAsync(body, request.ContentLength, isNdjson, cancellationToken);
        }
        catch (InvalidDataException)
        {
            return Problem.Invalid("body", "is not valid gzip, although Content-Encoding says so");
        }
    }

    private static async Task<Result<List<EventDraft>>> ReadAsync(Stream body, long? expected, bool isNdjson, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Max(expected ?? 0, 4096) + 1);
        var length = 0;
        try
        {
            while (await body.ReadAsync(buffer.AsMemory(length), cancellationToken) is var read and > 0)
            {
                length += read;
                if (length > IngestBody.LargestBody)
                    return TooLarge;
                if (length == buffer.Length)
                    buffer = Grow(buffer);
            }

            return IngestBody.Read(buffer.AsSpan(0, length), isNdjson);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static bool TryReadMedia(HttpRequest request, out bool isNdjson)
    {
        isNdjson = false;
        if (request.ContentType is "application/json")
            return true;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return false;
        isNdjson = type.MediaType.Equals("application/x-ndjson", StringComparison.OrdinalIgnoreCase);
        var charset = type.Charset.Value?.Trim('"') ?? "utf-8";
        return (isNdjson || type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            && charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
    }
}
