using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NotiLog.Agent.Following;

/// <summary>Windows by its file ids; elsewhere a file is what its path and birth say.</summary>
internal static partial class OtherFiles
{
    private const int FileIdInfo = 18;

    public static FileStat? Stat(string path)
    {
        try
        {
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return Stat(handle) is { } found ? OperatingSystem.IsWindows() ? found : found with { Identity = ByPath(path) } : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static FileStat? Stat(SafeFileHandle handle)
    {
        try
        {
            var born = File.GetCreationTimeUtc(handle).Ticks;
            var identity = OperatingSystem.IsWindows() && GetFileInformationByHandleEx(handle, FileIdInfo, out var id, Marshal.SizeOf<FileId>())
                ? new FileIdentity(id.Volume, new UInt128(id.High, id.Low), born)
                : new FileIdentity(0, 0, born);
            return new FileStat(identity, RandomAccess.GetLength(handle), File.GetLastWriteTimeUtc(handle).Ticks, true, 1);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static FileIdentity ByPath(string path) =>
        new(0, BitConverter.ToUInt64(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(path))), File.GetCreationTimeUtc(path).Ticks);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetFileInformationByHandleEx(SafeFileHandle handle, int kind, out FileId found, int size);

    [StructLayout(LayoutKind.Sequential, Pack = 8)]
    private struct FileId
    {
        public ulong Volume;
        public ulong Low;
        public ulong High;
    }
}
