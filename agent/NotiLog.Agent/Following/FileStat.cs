using Microsoft.Win32.SafeHandles;

namespace NotiLog.Agent.Following;

/// <summary>Which file it is, whatever it is called: the number that the file system gave it and when it was made.</summary>
/// <param name="Device">Changes over restarts on some systems: a hint.</param>
/// <param name="Number">The inode, or Windows' file id.</param>
/// <param name="Born">In ticks, 0 when the file system does not say. Tells a file from a later one that was given the same number.</param>
internal readonly record struct FileIdentity(ulong Device, UInt128 Number, long Born)
{
    public bool IsSameFile(FileIdentity other) => Number == other.Number && (Born == other.Born || Born == 0 || other.Born == 0);

    public override string ToString() => $"{Device:x}.{Number:x}.{Born:x}";

    public static FileIdentity Parse(string text)
    {
        var parts = text.Split('.');
        return new(Convert.ToUInt64(parts[0], 16), UInt128.Parse(parts[1], System.Globalization.NumberStyles.HexNumber, null), Convert.ToInt64(parts[2], 16));
    }
}

/// <param name="Modified">In the file system's own unit; only equal or not counts.</param>
/// <param name="Links">Names it has; 0 once it is deleted.</param>
internal readonly record struct FileStat(FileIdentity Identity, long Size, long Modified, bool IsRegular, uint Links)
{
    /// <summary>Of what the path leads to, links followed; null when there is nothing or it may not be looked at.</summary>
    public static FileStat? Of(string path) => OperatingSystem.IsLinux() ? LinuxFiles.Stat(path) : OtherFiles.Stat(path);

    /// <summary>Of an open file, whatever has become of its name.</summary>
    public static FileStat? Of(SafeFileHandle handle) => OperatingSystem.IsLinux() ? LinuxFiles.Stat(handle) : OtherFiles.Stat(handle);
}
