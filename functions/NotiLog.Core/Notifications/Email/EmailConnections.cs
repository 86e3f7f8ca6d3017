using System.Collections.Concurrent;
using MailKit;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;

namespace NotiLog.Notifications.Email;

/// <summary>
/// Authenticated connections to the server, kept for the next message: at most <see cref="Most"/> at a time, each used by one send.
/// One that lay idle too long is closed when the next is asked for; nothing runs meanwhile.
/// </summary>
internal sealed class EmailConnections(IOptions<EmailOptions> options, TimeProvider time) : IDisposable
{
    public const int Most = 4;

    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(30);

    private readonly EmailOptions options = options.Value;
    private readonly ConcurrentStack<(SmtpClient Client, long Since)> idle = new();
    private readonly SemaphoreSlim places = new(Most);

    /// <summary>A connection that answers; give it back by <see cref="Keep"/> or <see cref="Drop"/>. Throws what MailKit throws.</summary>
    public async Task<SmtpClient> OpenAsync(CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        try
        {
            return await IdleAsync(cancellationToken) ?? await ConnectAsync(cancellationToken);
        }
        catch
        {
            places.Release();
            throw;
        }
    }

    public void Keep(SmtpClient client)
    {
        idle.Push((client, time.GetTimestamp()));
        places.Release();
    }

    public void Drop(SmtpClient client)
    {
        client.Dispose();
        places.Release();
    }

    public void Dispose()
    {
        while (idle.TryPop(out var entry))
            entry.Client.Dispose();
    }

    private async Task<SmtpClient?> IdleAsync(CancellationToken cancellationToken)
    {
        while (idle.TryPop(out var entry))
        {
            if (time.GetElapsedTime(entry.Since) < LongestIdle && await AnswersAsync(entry.Client, cancellationToken))
                return entry.Client;
            entry.Client.Dispose();
        }

        return null;
    }

    private static async Task<bool> AnswersAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.NoOpAsync(cancellationToken);
            return true;
        }
        catch (Exception e) when (e is IOException or CommandException or ProtocolException or ServiceNotConnectedException or ServiceNotAuthenticatedException)
        {
            return false;
        }
    }

    private async Task<SmtpClient> ConnectAsync(CancellationToken cancellationToken)
    {
        // Revocation lists are often out of reach from servers, and certificates of today are short-lived instead.
        var client = new SmtpClient { CheckCertificateRevocation = false };
        try
        {
            await client.ConnectAsync(options.Host!, options.PortNumber, options.SocketOptions, cancellationToken);
            if (!string.IsNullOrEmpty(options.Username))
                await client.AuthenticateAsync(options.Username, options.Password!, cancellationToken);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }
}
