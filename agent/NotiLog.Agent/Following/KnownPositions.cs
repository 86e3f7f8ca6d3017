using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace NotiLog.Agent.Following;

/// <summary>Positions of files that are not open: of earlier runs, and of files that have ended.</summary>
internal sealed class KnownPositions(IEnumerable<FilePosition> stored)
{
    private readonly List<FilePosition> positions = [.. stored];

    public IReadOnlyList<FilePosition> All => positions;

    public void Add(FilePosition position) => positions.Add(position);

    public void Remove(FilePosition position) => positions.Remove(position);

    /// <summary>The position of this very file, whatever it holds now; the device is only a hint.</summary>
    public FilePosition? Of(FileIdentity identity, SafeFileHandle handle)
    {
        var same = positions.Where(position => position.Identity.IsSameFile(identity))
            .OrderByDescending(position => position.Identity.Device == identity.Device).ThenByDescending(position => position.Generation).ToList();
        return same.Find(position => FileContent.Holds(handle, position)) ?? same.Find(position => position.Identity.Device == identity.Device);
    }

    public static FilePosition New(FileIdentity identity, string path, DateTimeOffset now) =>
        new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), 0, identity, path, TargetOf(path)) { SeenAt = now };

    /// <summary>Where links lead; the path itself when it is none.</summary>
    public static string TargetOf(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (IOException)
        {
            return path;
        }
    }
}
