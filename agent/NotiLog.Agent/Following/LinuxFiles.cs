using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NotiLog.Agent.Following;

/// <summary><c>statx</c>, whose structure is the same on every architecture.</summary>
internal static unsafe partial class LinuxFiles
{
    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const uint BasicAndBirth = 0x7ff | 0x800;
    private const uint Birth = 0x800;
    private const ushort TypeMask = 0xF000;
    private const ushort RegularFile = 0x8000;
    private const ushort Folder = 0x4000;

    public static FileStat? Stat(string path) => statx(CurrentFolder, path, 0, BasicAndBirth, out var found) == 0 ? Of(found) : null;

    public static FileStat? Stat(SafeFileHandle handle) =>
        statx((int)handle.DangerousGetHandle(), "", EmptyPath, BasicAndBirth, out var found) == 0 ? Of(found) : null;

    /// <summary>False for links: who walks a tree does not leave it, nor walk in circles.</summary>
    public static bool IsFolder(string path)
    {
        const int NoFollow = 0x100;
        return statx(CurrentFolder, path, NoFollow, BasicAndBirth, out var found) == 0 && (found.Mode & TypeMask) == Folder;
    }

    private static FileStat Of(in Statx found) => new(
        new FileIdentity(((ulong)found.DeviceMajor << 32) | found.DeviceMinor, found.Inode, (found.Mask & Birth) != 0 ? Ticks(found.Born) : 0),
        (long)found.Size,
        Ticks(found.Modified),
        (found.Mode & TypeMask) == RegularFile,
        found.Links);

    private static long Ticks(in Timestamp time) => (time.Seconds * TimeSpan.TicksPerSecond) + (time.Nanoseconds / 100);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int folder, string path, int flags, uint mask, out Statx found);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timestamp
    {
        public long Seconds;
        public uint Nanoseconds;
        public int Reserved;
    }

    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct Statx
    {
        public uint Mask;
        public uint BlockSize;
        public ulong Attributes;
        public uint Links;
        public uint User;
        public uint Group;
        public ushort Mode;
        public ushort Spare;
        public ulong Inode;
        public ulong Size;
        public ulong Blocks;
        public ulong AttributesMask;
        public Timestamp Accessed;
        public Timestamp Born;
        public Timestamp Changed;
        public Timestamp Modified;
        public uint DeviceOfMajor;
        public uint DeviceOfMinor;
        public uint DeviceMajor;
        public uint DeviceMinor;
    }
}
