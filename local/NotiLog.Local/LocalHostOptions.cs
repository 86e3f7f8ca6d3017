namespace NotiLog.Local;

/// <summary>What the command line asks for.</summary>
public sealed record LocalHostOptions
{
    /// <summary>1..65535, on both loopback addresses; 0 takes a free one of 127.0.0.1.</summary>
    public int Port { get; init; } = 7071;

    /// <summary>The folder for everything that is written: database, owner key, logs. Made when it is missing.</summary>
    public string Data { get; init; } = ".notilog";

    /// <summary>Table storage in an Azurite of our own instead of SQLite.</summary>
    public bool Azurite { get; init; }

    /// <summary>A connection string of Table storage to use instead of SQLite.</summary>
    public string? Storage { get; init; }

    /// <summary>Build the site when it is missing or old, and serve it.</summary>
    public bool Site { get; init; } = true;

    /// <summary>End on Ctrl+C and SIGTERM.</summary>
    public bool HandleSignals { get; init; }

    /// <summary>Settings that win over the environment and local.settings.json.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Where progress is told.</summary>
    public TextWriter Output { get; init; } = TextWriter.Null;
}

/// <summary>The local host cannot start; the message is for the person who started it.</summary>
public sealed class StartFailedException(string message, Exception? innerException = null) : Exception(message, innerException);
