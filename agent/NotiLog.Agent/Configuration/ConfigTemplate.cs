using System.Text;
using NotiLog.Agent.Sending;

namespace NotiLog.Agent.Configuration;

/// <summary>The configuration that <c>init</c> writes: what was asked for, and comments for the rest.</summary>
internal static class ConfigTemplate
{
    public static string Write(ServerAddress server, IReadOnlyList<string> files, string? bufferFolder)
    {
        var text = new StringBuilder();
        text.AppendLine("# notilog-agent; agent/README.md of NotiLog explains every key.");
        text.AppendLine("# Try it with: notilog-agent check, notilog-agent dry-run. ${NAME} stands for an environment variable.");
        text.AppendLine().AppendLine($"server: {Quoted(server.Base.ToString().TrimEnd('/'))}");
        text.AppendLine($"key: {Quoted(server.Key)}");
        text.AppendLine("# host: web-1                 # default: the machine's name");
        text.AppendLine("# environment: production");
        text.AppendLine().AppendLine("buffer:");
        text.AppendLine(bufferFolder is null ? "  # folder: /var/lib/notilog-agent   # default: notilog-agent-buffer beside this file" : $"  folder: {Quoted(Path.GetFullPath(bufferFolder))}");
        text.AppendLine("  size: 256MiB                # when the server is gone for long, the oldest info and debug go first");
        text.AppendLine("  whenFull: drop              # or wait: reading waits instead").AppendLine();
        text.AppendLine("files:");
        foreach (var file in files)
            AppendFile(text, file);
        text.AppendLine(Comments);
        return text.ToString();
    }

    private const string Comments = """
          # - path: [/var/log/nginx/access.log, /srv/**/access.log]   # * and ? in a name, ** for folders
          #   format: nginx-access    # plain, syslog, log4j, serilog, clef, python, nginx-access, nginx-error, json
          # - path: /srv/shop/logs/*.log
          #   format: log4j           # stack traces are put together
          #   service: shop
          #   labels: { team: core }
          #   encoding: windows-1251
          #   exclude: ['GET /health']
          #   minLevel: info

        # processes:
        #   - name: nginx
        #   - name: worker
        #     commandLine: 'python.*worker\.py'
        #   - name: database
        #     pidFile: /run/postgresql/main.pid
        """;

    private static void AppendFile(StringBuilder text, string file)
    {
        text.AppendLine($"  - path: {Quoted(Path.GetFullPath(file))}");
        text.AppendLine("    start: end                # of files that are there now; later ones are read from their beginning");
        text.AppendLine("    format: plain");
    }

    /// <summary>A YAML text; <c>${</c> is no variable in it.</summary>
    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal).Replace("${", "$${", StringComparison.Ordinal)}'";
}
