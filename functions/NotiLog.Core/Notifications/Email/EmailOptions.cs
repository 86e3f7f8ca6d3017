using System.Globalization;
using MailKit.Security;
using MimeKit;
using NotiLog.Common;

namespace NotiLog.Notifications.Email;

/// <summary>Section <c>Email</c>: the SMTP server that takes our mail. Values are text as configured, so that all faults can be named at once.</summary>
public sealed class EmailOptions
{
    public const string Section = "Email";

    /// <summary>Name or address of the server. Without it e-mail is not configured.</summary>
    public string? Host { get; set; }

    /// <summary>1..65535; by default 587 with StartTls, 465 with Tls, 25 with None.</summary>
    public string? Port { get; set; }

    /// <summary><c>None</c>, <c>StartTls</c> (default) or <c>Tls</c>. StartTls never goes on in the clear.</summary>
    public string? Security { get; set; }

    /// <summary>Without it the client does not authenticate.</summary>
    public string? Username { get; set; }

    public string? Password { get; set; }

    /// <summary><c>notilog@example.org</c> or <c>NotiLog &lt;notilog@example.org&gt;</c>. Required with <see cref="Host"/>.</summary>
    public string? From { get; set; }

    internal SecureSocketOptions SocketOptions => Security?.ToUpperInvariant() switch
    {
        "NONE" => SecureSocketOptions.None,
        "TLS" => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };

    internal int PortNumber => int.TryParse(Port, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : SocketOptions switch
    {
        SecureSocketOptions.None => 25,
        SecureSocketOptions.SslOnConnect => 465,
        _ => 587,
    };

    /// <summary>Of all settings at once, each named.</summary>
    internal IEnumerable<string> Faults()
    {
        if (!string.IsNullOrEmpty(Port) && !(ushort.TryParse(Port, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0))
            yield return "Email:Port must be a number from 1 to 65535";
        if (!string.IsNullOrEmpty(Security) && Security.ToUpperInvariant() is not ("NONE" or "STARTTLS" or "TLS"))
            yield return "Email:Security must be None, StartTls or Tls";
        if (string.IsNullOrEmpty(Username) != string.IsNullOrEmpty(Password))
            yield return "Email:Username and Email:Password belong together: set both or neither";
        if (Settings.IsUnresolvedReference(Password))
            yield return "Email:Password is a Key Vault reference that was not resolved";
        if (!string.IsNullOrEmpty(Host) && string.IsNullOrEmpty(From))
            yield return "Email:From must be set when Email:Host is: the address that mail comes from";
        if (!string.IsNullOrEmpty(From) && !(MailboxAddress.TryParse(From, out var from) && from.Domain.Length > 0))
            yield return "Email:From must be an address such as notilog@example.org";
    }
}
