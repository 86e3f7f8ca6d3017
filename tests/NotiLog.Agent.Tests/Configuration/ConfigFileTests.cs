using System.Text;
using NotiLog.Agent.Configuration;
using NotiLog.Agent.Following;
using NotiLog.Agent.Tests.Parts;

namespace NotiLog.Agent.Tests.Configuration;

public sealed class ConfigFileTests
{
    private const string Head = $"server: https://notilog.example.org/base\nkey: {ServerStandIn.Key}\n";

    [Fact]
    public void A_short_file_has_sensible_defaults()
    {
        var config = Good("");
        Assert.Equal("https://notilog.example.org/base/api/v1/events", config.Server.Events.ToString());
        Assert.Equal(Environment.MachineName, config.Host);
        Assert.Equal((256L * 1024 * 1024, WhenFull.Drop, 0), (config.Buffer.Size, config.Buffer.WhenFull, config.LinesPerSecond));
        Assert.Equal(Path.GetFullPath("/etc/x/notilog-agent-buffer"), config.Buffer.Folder);
        Assert.Empty(config.Files);
    }

    [Fact]
    public void Everything_that_can_be_said_is_taken()
    {
        var config = Good("""
            host: web-1
            environment: ${STAGE:-production}
            linesPerSecond: 1000
            buffer: { folder: buf, size: 64MiB, whenFull: wait }
            files:
              - path: [logs/*.log, "/var/log/**/x.log"]
                excludePaths: /var/log/old/*
                start: beginning
                encoding: windows-1251
                pattern: '^(?<time>\S+) (?<level>\w+) (?<message>.*)$'
                multiline: { start: '^\d', wait: 500ms, maxLines: 20 }
                level: { pattern: '^\w', map: { F: critical } }
                time: { pattern: '\d+', format: yyyyMMddHHmmss }
                timeZone: Europe/Moscow
                service: shop
                labels: { team: core, host: other }
                include: ['a', 'b']
                exclude: c
                minLevel: info
                defaultLevel: debug
                partialLines: 30s
              - path: /x/*.json
                format: json
                fields: { message: what }
                fallbackEncoding: cp866
                multiline: off
            processes:
              - name: nginx
              - { name: db, pidFile: /run/db.pid }
            """);
        var file = config.Files[0];
        Assert.Equal(["/etc/x/logs/*.log", "/var/log/**/x.log"], file.Paths.Select(pattern => pattern.Text));
        Assert.True(file.FromBeginning);
        Assert.Equal("я", file.Encoding.GetString([0xFF]));
        Assert.Equal((TimeSpan.FromMilliseconds(500), 20), (file.Multiline!.Wait, file.Multiline.MostLines));
        Assert.Equal(("shop", "other", "core"), (file.Labels["service"], file.Labels["host"], file.Labels["team"]));
        Assert.Equal((2, 1), (file.Include.Count, file.Exclude.Count));
        Assert.Equal("production", config.Environment);
        Assert.Equal(WhenFull.Wait, config.Buffer.WhenFull);
        Assert.Equal(["nginx", "db"], config.Processes.Select(process => process.Name));
        Assert.Null(config.Files[1].Multiline);
    }

    [Theory]
    [InlineData("hots: x", "line 3, column 1: hots is unknown; allowed here: server, key, host, environment, buffer, files, processes, linesPerSecond; did you mean host?")]
    [InlineData("files:\n  - path: /a.log\n    encodng: utf-8", "line 5, column 5: files[0].encodng is unknown;*did you mean encoding?")]
    [InlineData("files:\n  - path: /a.log\n    format: jason", "line 5, column 13: files[0].format must be one of plain, syslog, log4j, serilog, clef, python, nginx-access, nginx-error, json; did you mean json?")]
    [InlineData("files:\n  - start: end", "line 4, column 5: files[0].path is required, for example path: /var/log/app/*.log")]
    [InlineData("files:\n  - path: /a.log\n    encoding: utf-7", "line 5, column 15: files[0].encoding must be utf-8,*not 'utf-7'")]
    [InlineData("files:\n  - path: /a.log\n    include: ['(a']", "line 5, column 15: files[0].include is no regular expression: *")]
    [InlineData("files:\n  - path: /a.log\n    pattern: '(?=x)(?<message>.*)'", "line 5, column 14: files[0].pattern uses look-around*")]
    [InlineData("files:\n  - path: /a.log\n    pattern: 'x'", "line 5, column 14: files[0].pattern must have named groups*")]
    [InlineData("files:\n  - path: /a.log\n    multiline: { wait: 2s }", "line 5, column 16: files[0].multiline.start or continue is required*")]
    [InlineData("files:\n  - path: /a.log\n    multiline: { start: x, wait: soon }", "line 5, column 34: files[0].multiline.wait must be a duration such as 500ms, 30s, 5m, 4h or 1d, not 'soon'")]
    [InlineData("files:\n  - path: /a.log\n    timeZone: Europe/Moskow", "line 5, column 15: files[0].timeZone must be local, UTC or a name such as Europe/Moscow, not 'Europe/Moskow'")]
    [InlineData("files:\n  - path: /tmp", "line 4, column 11: files[0].path names a folder; its files are /tmp/*.log*")]
    [InlineData("files: /a.log", "line 3, column 8: files must be a list: each item begins with '- ' below files:")]
    [InlineData("files: [/a.log]", "line 3, column 9: files[[]0] must hold keys*")]
    [InlineData("buffer:\n  size: 10", "line 4, column 9: buffer.size must be a size such as 64MiB or 1GiB, not '10'")]
    [InlineData("buffer:\n  size: 1KiB", "line 4, column 9: buffer.size must be at least 64KiB")]
    [InlineData("environment: ${NOT_SET}", "line 3, column 14: environment needs the environment variable NOT_SET, which is not set")]
    [InlineData("processes:\n  - name: a\n  - name: a", "line 4, column 3: processes has two of the name 'a'")]
    [InlineData("processes:\n  - { name: a, commandLine: '(' }", "line 4, column 29: processes[0].commandLine is no regular expression: *")]
    [InlineData("host: a\nhost: b", "line 4, column 1: is no YAML: *")]
    [InlineData("host: [", "line *: is no YAML: *")]
    [InlineData("linesPerSecond: many", "line 3, column 17: linesPerSecond must be a number of lines, 0 for no limit, not 'many'")]
    public void A_fault_says_where_it_is_and_what_is_allowed(string yaml, string expected)
    {
        var fault = ConfigFile.Read(Head + yaml, "/etc/x", NoVariables).Faults[0].ToString();
        Assert.Matches($"^{System.Text.RegularExpressions.Regex.Escape(expected.Replace("[[]", "[", StringComparison.Ordinal)).Replace("\\*", ".*", StringComparison.Ordinal).Replace("/.*.log", "/.*\\.log", StringComparison.Ordinal)}$", fault);
    }

    [Fact]
    public void All_faults_are_named_at_once_in_the_order_of_the_file()
    {
        var faults = ConfigFile.Read("server: notilog\nkey: nlt_x\nfiles:\n  - pth: x\n", "/etc/x", NoVariables).Faults;
        Assert.Equal(["server", "key", "files[0].path", "files[0].pth"], faults.Select(fault => fault.Key));
    }

    [Fact]
    public void Variables_are_filled_in_and_can_be_written_out()
    {
        var result = ConfigFile.Read($"server: ${{URL}}\nkey: ${{KEY}}\nhost: $${{not}}-${{HOST:-h}}", "/etc/x", name => name switch { "URL" => "http://n", "KEY" => ServerStandIn.Key, _ => null });
        Assert.Equal("${not}-h", result.Config!.Host);
        Assert.Equal("http://n/", result.Config.Server.Base.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a")]
    [InlineData("text")]
    public void A_file_that_is_no_mapping_is_refused(string text) => Assert.NotEmpty(ConfigFile.Read(text, "/etc/x", NoVariables).Faults);

    [Fact]
    public void Words_for_entries_of_several_lines()
    {
        var config = Good("files:\n  - { path: /a, multiline: indented }\n  - { path: /b, multiline: time }\n  - { path: /c, format: log4j }\n  - { path: /d, format: log4j, multiline: off }\n");
        Assert.False(config.Files[0].Multiline!.Begins("\tat Foo"));
        Assert.False(config.Files[0].Multiline!.Begins("ValueError: no"));
        Assert.False(config.Files[0].Multiline!.Begins("Caused by: x"));
        Assert.True(config.Files[0].Multiline!.Begins("next"));
        Assert.True(config.Files[1].Multiline!.Begins("[2026-11-30T10:00:00] x"));
        Assert.False(config.Files[1].Multiline!.Begins("x"));
        Assert.NotNull(config.Files[2].Multiline);
        Assert.Null(config.Files[3].Multiline);
    }

    [Fact]
    public void The_file_that_init_writes_is_valid_and_holds_what_was_asked_for()
    {
        var text = ConfigTemplate.Write(new(new Uri("https://n.example/"), ServerStandIn.Key), ["/var/log/it's ${x}/*.log", "/b.log"], "/var/lib/n");
        var result = ConfigFile.Read(text, "/etc/x", NoVariables);
        Assert.Empty(result.Faults);
        Assert.Equal(["/var/log/it's ${x}/*.log", "/b.log"], result.Config!.Files.Select(file => file.Paths.Single().Text));
        Assert.Equal("/var/lib/n", result.Config.Buffer.Folder);
        Assert.Empty(ConfigFile.Read(ConfigTemplate.Write(new(new Uri("https://n.example/"), ServerStandIn.Key), [], null), "/etc/x", NoVariables).Faults);
    }

    [Fact]
    public void An_encoding_whose_lines_cannot_be_found_is_refused()
    {
        Assert.Null(Values.TextEncoding("utf-32"));
        Assert.Null(Values.TextEncoding("ibm037"));
        Assert.Equal("ы", Encoding.GetEncoding(20866).GetString(Values.TextEncoding("koi8-r")!.GetBytes("ы")));
    }

    private static AgentConfig Good(string yaml)
    {
        var result = ConfigFile.Read(Head + yaml, "/etc/x", NoVariables);
        Assert.Empty(result.Faults);
        return result.Config!;
    }

    private static string? NoVariables(string name) => null;
}
