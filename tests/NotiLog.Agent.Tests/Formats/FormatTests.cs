using NotiLog.Agent.Tests.Parts;

namespace NotiLog.Agent.Tests.Formats;

/// <summary>Lines as the programs write them, and what is found in them: time, level, host, service, message, context.</summary>
public sealed class FormatTests
{
    [Theory]
    [InlineData("<34>Oct 11 22:14:15 mymachine su: 'su root' failed for lonvick on /dev/pts/8", "2026-10-11T22:14:15.000000|Critical|mymachine|su|'su root' failed for lonvick on /dev/pts/8|")]
    [InlineData("Nov 30 10:00:01 web-1 CRON[1234]: (root) CMD (run-parts /etc/cron.hourly)", "2026-11-30T10:00:01.000000||web-1|CRON|(root) CMD (run-parts /etc/cron.hourly)|pid=1234")]
    [InlineData("2026-11-30T10:00:01.123456+03:00 web-1 sshd[99]: error: kex_exchange_identification", "2026-11-30T07:00:01.123456|Error|web-1|sshd|error: kex_exchange_identification|pid=99")]
    [InlineData("<165>1 2026-11-30T10:00:01.003Z web-1 app 8710 ID47 [ex@32473 iut=\"3\" note=\"a \\\"b\\\" \\] c\"] \uFEFFAn event", "2026-11-30T10:00:01.003000|Info|web-1|app|An event|pid=8710 messageId=ID47 ex@32473.iut=3 ex@32473.note=a \"b\" ] c")]
    [InlineData("<11>1 - - - - - - боль", "|Error|||боль|")]
    [InlineData("<191>1 2026-11-30T10:00:01Z h app - - - debug", "2026-11-30T10:00:01.000000|Debug|h|app|debug|")]
    [InlineData("<192>1 2026-11-30T10:00:01Z h app - - - x", "-")]
    [InlineData("just text", "-")]
    public void Syslog(string line, string found) => Assert.Equal(found, Read.Summary("syslog", line));

    [Theory]
    [InlineData("2026-11-30 10:00:01,123 [main] ERROR com.foo.Bar - it broke", "2026-11-30T10:00:01.123000|Error|||it broke|thread=main logger=com.foo.Bar")]
    [InlineData("10:00:01.123 [http-nio-8080-exec-1] WARN  c.f.Bar - slow", "2026-11-30T10:00:01.123000|Warning|||slow|thread=http-nio-8080-exec-1 logger=c.f.Bar")]
    [InlineData("2026-11-30T10:00:01.123+03:00  INFO 4711 --- [shop] [main] c.e.ShopApplication : Started in 2.1 s", "2026-11-30T07:00:01.123000|Info|||Started in 2.1 s|thread=main pid=4711 logger=c.e.ShopApplication")]
    [InlineData("2026-11-30 10:00:01 DEBUG Bar:42 - value: 7", "2026-11-30T10:00:01.000000|Debug|||value: 7|logger=Bar")]
    [InlineData("2026-11-30 10:00:01,123 FATAL out of memory", "2026-11-30T10:00:01.123000|Critical|||out of memory|")]
    [InlineData("\tat com.foo.Bar.baz(Bar.java:12)", "-")]
    public void Log4j_and_logback(string line, string found) => Assert.Equal(found, Read.Summary("log4j", line));

    [Theory]
    [InlineData("2026-11-30 10:00:01.123 +03:00 [ERR] payment 4711 failed", "2026-11-30T07:00:01.123000|Error|||payment 4711 failed|")]
    [InlineData("[10:00:01 INF] Now listening on: http://localhost:5000", "2026-11-30T10:00:01.000000|Info|||Now listening on: http://localhost:5000|")]
    [InlineData("[10:00:01 FTL] Host terminated unexpectedly", "2026-11-30T10:00:01.000000|Critical|||Host terminated unexpectedly|")]
    [InlineData("   at Foo.Bar() in Foo.cs:line 3", "-")]
    public void Serilog_text(string line, string found) => Assert.Equal(found, Read.Summary("serilog", line));

    [Theory]
    [InlineData("""{"@t":"2026-11-30T10:00:01.1234567Z","@mt":"Hello, {User} of {Count:000}{{x}}","User":"алиса","Count":7}""", "2026-11-30T10:00:01.123456|Info|||Hello, алиса of 7{x}|User=алиса")]
    [InlineData("""{"@t":"2026-11-30T10:00:01Z","@m":"done","@l":"Warning","@i":"ab12","RequestId":"r-1"}""", "2026-11-30T10:00:01.000000|Warning|||done|@i=ab12")]
    [InlineData("""{"t":1}""", "-")]
    public void Serilog_compact_json(string line, string found) => Assert.Equal(found, Read.Summary("clef", line));

    [Theory]
    [InlineData("2026-11-30 10:00:01,123 - app.worker - WARNING - queue is long", "2026-11-30T10:00:01.123000|Warning|||queue is long|logger=app.worker")]
    [InlineData("2026-11-30 10:00:01,123 ERROR app.worker: failed", "2026-11-30T10:00:01.123000|Error|||failed|logger=app.worker")]
    [InlineData("2026-11-30 10:00:01,123 INFO started: yes", "2026-11-30T10:00:01.123000|Info|||yes|logger=started")]
    [InlineData("CRITICAL:root:no disk", "|Critical|||no disk|logger=root")]
    [InlineData("Traceback (most recent call last):", "-")]
    public void Python_logging(string line, string found) => Assert.Equal(found, Read.Summary("python", line));

    [Theory]
    [InlineData("10.0.0.1 - alice [30/Nov/2026:10:00:01 +0300] \"GET /a?b=\\x22c HTTP/1.1\" 503 1234 \"https://x/\" \"curl/8.0\"", "2026-11-30T07:00:01.000000|Error|||GET /a?b=\\x22c HTTP/1.1 503|client=10.0.0.1 user=alice status=503 bytes=1234 referrer=https://x/ userAgent=curl/8.0")]
    [InlineData("::1 - - [30/Nov/2026:10:00:01 +0000] \"POST /x HTTP/2.0\" 404 0", "2026-11-30T10:00:01.000000|Warning|||POST /x HTTP/2.0 404|client=::1 status=404 bytes=0")]
    [InlineData("10.0.0.1 - - [30/Nov/2026:10:00:01 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"-\" rt=0.004", "2026-11-30T10:00:01.000000|Info|||GET / HTTP/1.1 200|client=10.0.0.1 status=200 bytes=5 rest=rt=0.004")]
    public void Nginx_access(string line, string found) => Assert.Equal(found, Read.Summary("nginx-access", line));

    [Theory]
    [InlineData("2026/11/30 10:00:01 [error] 12#34: *5 open() \"/x\" failed (2: No such file or directory), client: 10.0.0.1, server: shop, request: \"GET /x HTTP/1.1\", host: \"shop\"", "2026-11-30T10:00:01.000000|Error|||open() \"/x\" failed (2: No such file or directory)|pid=12 tid=34 connection=5 client=10.0.0.1 server=shop request=GET /x HTTP/1.1 virtualHost=shop")]
    [InlineData("2026/11/30 10:00:01 [emerg] 1#1: bind() to 0.0.0.0:80 failed", "2026-11-30T10:00:01.000000|Critical|||bind() to 0.0.0.0:80 failed|pid=1 tid=1")]
    public void Nginx_error(string line, string found) => Assert.Equal(found, Read.Summary("nginx-error", line));

    [Theory]
    [InlineData("2026-11-30 10:00:01 ERROR disk is full", "2026-11-30T10:00:01.000000|Error")]
    [InlineData("[2026-11-30T10:00:01Z] [warn] slow", "2026-11-30T10:00:01.000000|Warning")]
    [InlineData("level=error msg=\"no\"", "|Error")]
    [InlineData("Warning: deprecated", "|Warning")]
    [InlineData("there was no error in this sentence", "|")]
    [InlineData("GET /info?debug=1 done", "|")]
    [InlineData("see ERROR.md for INFO", "|Info")]
    [InlineData("просто строка", "|")]
    public void Plain_text_is_the_message_and_its_time_and_level_are_taken_where_they_are_plain_to_see(string line, string found)
    {
        var read = Read.Line("plain", line)!;
        Assert.Equal(line, read.Message);
        Assert.Equal(found, $"{read.Time?.UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffff}|{read.Level}");
    }
}
