namespace NotiLog.Local;

/// <summary>The root of the repository, where local.settings.json and the site lie.</summary>
internal static class Root
{
    /// <summary>Upwards from the working directory, then from the program; the working directory when neither is inside a repository.</summary>
    public static string Find() =>
        Upwards(Environment.CurrentDirectory) ?? Upwards(AppContext.BaseDirectory) ?? Environment.CurrentDirectory;

    private static string? Upwards(string? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder, "NotiLog.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder;
    }
}
