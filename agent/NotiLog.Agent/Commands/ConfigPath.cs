namespace NotiLog.Agent.Commands;

internal static class ConfigPath
{
    private const string Name = "agent.yaml";

    /// <summary><c>agent.yaml</c> in the present folder when it is there or no other is, else where the install scripts put it.</summary>
    public static string Default() => File.Exists(Name) || !File.Exists(Installed) ? Name : Installed;

    private static string Installed => OperatingSystem.IsWindows()
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "NotiLog", Name)
        : "/etc/notilog-agent/" + Name;
}
