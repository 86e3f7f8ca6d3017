using System.Globalization;

namespace NotiLog.Agent.Buffering;

/// <summary>The folder of positions and unsent events, held by this process until disposal. The lock ends with the process, however it ends.</summary>
internal sealed class BufferFolder : IDisposable
{
    private readonly FileStream held;

    private BufferFolder(string path, FileStream held) => (Path, this.held) = (path, held);

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes the folder, readable by its owner only, when it is missing.</summary>
    /// <exception cref="AgentFailure">Another agent holds it, or it cannot be written.</exception>
    public static BufferFolder Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        var pid = System.IO.Path.Combine(path, "pid");
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(path);
            else
                Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AgentFailure($"The buffer folder {path} cannot be made: {exception.Message}", exception);
        }

        return new BufferFolder(path, Hold(path, pid));
    }

    public void Dispose() => held.Dispose();

    private static FileStream Hold(string path, string pid)
    {
        FileStream? held = null;
        try
        {
            held = new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            TryWrite(pid);
            return held;
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new AgentFailure($"The buffer folder {path} cannot be written: {exception.Message}", exception);
        }
        catch (IOException exception)
        {
            var holder = System.IO.File.Exists(pid) ? System.IO.File.ReadAllText(pid) : "unknown";
            throw new AgentFailure(
                $"The buffer folder {path} is in use by a running agent (process {holder}). Stop that one, or give this one a folder of its own with buffer.folder.",
                exception);
        }
    }

    /// <summary>Only told to people: a full disk is no reason not to start.</summary>
    private static void TryWrite(string pid)
    {
        try
        {
            System.IO.File.WriteAllText(pid, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            // The lock is what counts.
        }
    }
}
