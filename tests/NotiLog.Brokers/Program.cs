using NotiLog.IntegrationTests.Parts;

// Mock brokers in a process of their own, which can be frozen as a whole. Prints their address, then does what the lines of its input say, until they end:
// "stop" refuses connections, "start" takes them again; either is printed when it is done.
using var brokers = new KafkaBrokers();
Console.WriteLine(brokers.BootstrapServers);
while (Console.ReadLine() is { } command)
{
    if (command == "stop")
        brokers.Stop();
    else
        brokers.Start();
    Console.WriteLine(command);
}
