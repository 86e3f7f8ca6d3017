using System.Globalization;
using System.Security.Cryptography;

namespace NotiLog.Local;

/// <summary>The data folder, held by this process until disposal. The lock ends with the process, however it ends.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream held;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        this.held = held;
    }

    public string Path { get; }

    public string OwnerKeyFile => File("owner-key");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes the folder (readable by its owner only) when it is missing.</summary>
    /// <exception cref="StartFailedException">Another process holds it, or it cannot be written.</exception>
    public static DataFolder Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        var pid = System.IO.Path.Combine(path, "pid");
        try
        {
            MakePrivate(path);
            var held = new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            System.IO.File.WriteAllText(pid, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DataFolder(path, held);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StartFailedException($"The data folder {path} cannot be written: {exception.Message}", exception);
        }
        catch (IOException exception) when (System.IO.File.Exists(pid))
        {
            throw new StartFailedException(
                $"The data folder {path} is in use by a running NotiLog (process {System.IO.File.ReadAllText(pid)}). Stop it, or give another folder with --data.",
                exception);
        }
        catch (IOException exception)
        {
            throw new StartFailedException($"The data folder {path} cannot be used: {exception.Message}", exception);
        }
    }

    /// <summary>The key in the file, made on first use: <c>nlo_</c> and 256 random bits in base64url.</summary>
    public string OwnerKey()
    {
        if (System.IO.File.Exists(OwnerKeyFile) && System.IO.File.ReadAllText(OwnerKeyFile).Trim() is { Length: > 0 } known)
            return known;
        var key = "nlo_" + System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        WriteSecret("owner-key", key);
        return key;
    }

    /// <summary>Writes a file that only its owner reads; answers its path.</summary>
    public string WriteSecret(string name, string secret)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(File(name), options);
        file.WriteLine(secret);
        return File(name);
    }

    public void Dispose() => held.Dispose();

    private static void MakePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
