using System.Collections.Frozen;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace NotiLog.Local.Hosting.SignalR;

/// <summary>Runs the function that a client's doing triggers. Nobody hears what it returns save through its outputs, nor that it failed.</summary>
internal sealed class SignalRFunctions(
    FunctionSet functions, OutputSender outputs, IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, ILogger<SignalRFunctions> logger)
{
    private readonly FrozenDictionary<string, FunctionInvoker> byKey = functions.All
        .Where(function => function.Entry.Trigger is SignalRFunctionTrigger)
        .ToFrozenDictionary(function => SignalRBinding.KeyOf((SignalRFunctionTrigger)function.Entry.Trigger));

    /// <summary>False when no function is triggered by it.</summary>
    public async Task<bool> RunAsync(SignalRInvocationContext invocation)
    {
        var trigger = new SignalRFunctionTrigger(invocation.Hub, invocation.Category.ToString(), invocation.Event);
        if (!byKey.TryGetValue(SignalRBinding.KeyOf(trigger), out var function))
            return false;
        // The service outlives the app: its clients do not go when the app does.
        if (invocation.Event == "disconnected" && lifetime.ApplicationStopping.IsCancellationRequested)
            return true;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var context = new LocalFunctionContext(function, scope.ServiceProvider) { SignalR = invocation };
            await function.RunAsync(context);
            outputs.Send(function.Entry, context.Result);
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "{Function} failed", function.Entry.Name);
        }

        return true;
    }
}
