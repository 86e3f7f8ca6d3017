using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MimeKit;

namespace NotiLog.IntegrationTests.Parts;

/// <summary>A mail as the server took it.</summary>
internal sealed record ReceivedMail(string From, IReadOnlyList<string> To, string? User, bool Secure, MimeMessage Message)
{
    public DateTimeOffset At { get; } = TimeProvider.System.GetUtcNow();

    public string Subject => Message.Subject ?? "";

    public string Text => Message.TextBody ?? "";

    public string Html => Message.HtmlBody ?? "";
}

/// <summary>npm's smtp-server in a process of its own, on a free port of 127.0.0.1.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly Process process;
    private readonly Arrivals<ReceivedMail> mails = new();
    private readonly Arrivals<string> answers = new();
    private int connections;
    private int greylisted;
    private bool stopped;

    private SmtpServer(Process process) => this.process = process;

    public int Port { get; private set; }

    /// <summary>May lag behind the answers the clients got; <see cref="NextAsync"/> waits.</summary>
    public IReadOnlyList<ReceivedMail> Received => mails.All;

    /// <summary>How many connections were opened before the last mail that <see cref="NextAsync"/> answered.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>How many mails were put off by greylisting.</summary>
    public int Greylisted => Volatile.Read(ref greylisted);

    /// <param name="auth"><c>user:password</c>; without it anybody may send.</param>
    /// <param name="startTls">Offers STARTTLS, with a certificate that nobody trusts.</param>
    /// <param name="port">To come back on the port of one that was stopped; 0 takes a free one.</param>
    /// <param name="greylist">Takes each message to each recipient only when it comes for the second time.</param>
    public static async Task<SmtpServer> StartAsync(string? auth = null, bool startTls = false, int port = 0, bool greylist = false)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "parts", "smtp.mjs");
        var modules = await Parts.InstallAsync();
        var start = new ProcessStartInfo("node", [script, "--modules", modules, "--port", port.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (auth is not null)
            start.ArgumentList.Add($"--auth={auth}");
        if (startTls)
            start.ArgumentList.Add("--starttls");
        if (greylist)
            start.ArgumentList.Add("--greylist");
        var server = new SmtpServer(Process.Start(start)!);
        server.process.OutputDataReceived += (_, line) => server.Take(line.Data);
        server.process.BeginOutputReadLine();
        await server.answers.NextAsync(answer => answer == "port");
        return server;
    }

    public Task<ReceivedMail> NextAsync(Func<ReceivedMail, bool>? fits = null, TimeSpan? deadline = null) => mails.NextAsync(fits, deadline);

    /// <summary>Answers the next <paramref name="times"/> commands of a stage (<c>connect mail rcpt data</c>) with this code.</summary>
    public Task RefuseAsync(string stage, int code, string text, int times = 1) => ScriptAsync(new { stage, code, text, times });

    /// <summary>Drops the next connections at a stage; at <c>data</c> after the text has come and before the answer.</summary>
    public Task DropAsync(string stage, int times = 1) => ScriptAsync(new { stage, times });

    public async ValueTask DisposeAsync()
    {
        if (stopped)
            return;
        stopped = true;
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task ScriptAsync(object script)
    {
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(script));
        await process.StandardInput.FlushAsync();
        await answers.NextAsync(answer => answer == "scripted");
    }

    private void Take(string? line)
    {
        if (string.IsNullOrEmpty(line))
            return;
        using var json = JsonDocument.Parse(line);
        var said = json.RootElement;
        if (said.TryGetProperty("raw", out var raw))
        {
            using var text = new MemoryStream(raw.GetBytesFromBase64());
            mails.Add(new ReceivedMail(
                said.GetProperty("from").GetString()!,
                [.. said.GetProperty("to").EnumerateArray().Select(to => to.GetString()!)],
                said.GetProperty("user").GetString(),
                said.GetProperty("secure").GetBoolean(),
                MimeMessage.Load(text)));
            return;
        }

        if (said.TryGetProperty("connected", out _))
            Interlocked.Increment(ref connections);
        if (said.TryGetProperty("greylisted", out _))
            Interlocked.Increment(ref greylisted);
        if (said.TryGetProperty("port", out var port))
            Port = port.GetInt32();
        answers.Add(said.EnumerateObject().First().Name);
    }
}
