using System.Buffers.Text;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace NotiLog.Benchmarks.Load;

/// <summary>One kept HTTP/1.1 connection over a bare socket, so that the load takes as little of the shared cores as it can. Answers need a Content-Length.</summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[64 * 1024];
    private int bodyStart;
    private int bodyLength;

    private HttpConnection() { }

    /// <summary>Of the last answer, until the next call.</summary>
    public ReadOnlySpan<byte> Body => buffer.AsSpan(bodyStart, bodyLength);

    /// <summary>The header lines of the last answer.</summary>
    public string Head => Encoding.ASCII.GetString(buffer, 0, bodyStart);

    public static async Task<HttpConnection> OpenAsync(Uri server)
    {
        var connection = new HttpConnection();
        await connection.socket.ConnectAsync(server.Host, server.Port);
        return connection;
    }

    /// <summary>The head of a request whose body has <paramref name="length"/> bytes.</summary>
    /// <param name="headers">Further lines, each with its CRLF.</param>
    public static byte[] HeadOf(string method, string path, string key, int length, string headers = "") => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n{headers}\r\n"));

    /// <returns>The status.</returns>
    public async ValueTask<int> CallAsync(ReadOnlyMemory<byte> request)
    {
        while (request.Length > 0)
            request = request[await socket.SendAsync(request)..];
        for (var length = 0; ;)
        {
            if (length == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0)
                throw new IOException("The server closed the connection.");
            length += read;
            if (IsComplete(length))
                return int.Parse(buffer.AsSpan(9, 3), CultureInfo.InvariantCulture);
        }
    }

    public void Dispose() => socket.Dispose();

    private bool IsComplete(int length)
    {
        var received = buffer.AsSpan(0, length);
        var headEnd = received.IndexOf("\r\n\r\n"u8);
        if (headEnd < 0)
            return false;
        bodyStart = headEnd + 4;
        var at = received[..headEnd].IndexOf("Content-Length: "u8);
        if (at < 0 || !Utf8Parser.TryParse(received[(at + 16)..], out bodyLength, out _))
            bodyLength = 0;
        return length >= bodyStart + bodyLength;
    }
}
