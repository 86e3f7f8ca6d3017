namespace NotiLog.Common;

/// <summary>Lists of ids as bytes, 16 each.</summary>
public static class Ids
{
    public static byte[] Write(IReadOnlyList<Guid> ids)
    {
        var bytes = new byte[ids.Count * 16];
        for (var i = 0; i < ids.Count; i++)
            ids[i].TryWriteBytes(bytes.AsSpan(i * 16), bigEndian: true, out _);
        return bytes;
    }

    public static Guid[] Read(byte[]? bytes)
    {
        var ids = new Guid[(bytes?.Length ?? 0) / 16];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = new Guid(bytes.AsSpan(i * 16, 16), bigEndian: true);
        return ids;
    }
}
