using System.Diagnostics;

namespace NotiLog.Benchmarks.Load;

/// <summary>Sends events from a number of connections, each waiting for its answer before it sends again.</summary>
internal static class Drive
{
    /// <summary>For a time.</summary>
    /// <returns>Events a second.</returns>
    public static Task<double> ForAsync(Uri server, string key, int connections, int eventsPerRequest, TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        return RunAsync(server, key, connections, eventsPerRequest, _ => watch.Elapsed < duration);
    }

    /// <summary>Until so many are stored.</summary>
    /// <returns>Events a second.</returns>
    public static Task<double> FillAsync(Uri server, string key, int events, int eventsPerRequest, string level = "") =>
        RunAsync(server, key, connections: 2, eventsPerRequest, sent => sent < events, level);

    private static async Task<double> RunAsync(Uri server, string key, int connections, int eventsPerRequest, Func<int, bool> goOn, string level = "")
    {
        var sent = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(number => Task.Run(() => SendAsync(number))));
        return sent / watch.Elapsed.TotalSeconds;

        async Task SendAsync(int number)
        {
            using var connection = await HttpConnection.OpenAsync(server);
            var request = new EventRequest(key, eventsPerRequest, first: number * 7 % 100, level);
            while (goOn(Interlocked.Add(ref sent, eventsPerRequest) - eventsPerRequest))
            {
                var status = await connection.CallAsync(request.Next(TimeProvider.System.GetUtcNow()));
                if (status != 202 || !connection.Body.StartsWith(request.Accepted))
                    throw new InvalidOperationException($"{status}: {System.Text.Encoding.UTF8.GetString(connection.Body)}");
            }

            Interlocked.Add(ref sent, -eventsPerRequest);
        }
    }
}
