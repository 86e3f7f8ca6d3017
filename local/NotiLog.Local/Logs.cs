using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace NotiLog.Local;

/// <summary>Warnings and above in single lines on the console, information in the data folder.</summary>
internal static class Logs
{
    public static void Add(ILoggingBuilder logging, string folder, TimeProvider time)
    {
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
            console.UseUtcTimestamp = true;
        });
        logging.Services.AddSingleton<ILoggerProvider>(_ => new RollingFile(folder, time));
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter<ConsoleLoggerProvider>(null, LogLevel.Warning);
        // Telegram's URL holds the bot's token.
        logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // A start that fails is told by the program in a sentence.
        logging.AddFilter<ConsoleLoggerProvider>("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
    }
}
