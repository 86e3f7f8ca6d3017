using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;

namespace NotiLog.Tests.Notifications;

/// <summary>Holds a text against a file beside the test; <c>NOTILOG_REFRESH_GOLDEN=1</c> writes the file instead.</summary>
internal static class Golden
{
    private static readonly bool Refresh = new ConfigurationBuilder().AddEnvironmentVariables().Build()["NOTILOG_REFRESH_GOLDEN"] == "1";

    public static void Holds(string name, string text, [CallerFilePath] string test = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(test)!, "golden", name);
        if (Refresh)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        Assert.Equal(File.ReadAllText(file), text);
    }
}
