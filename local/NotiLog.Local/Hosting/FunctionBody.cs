using System.Linq.Expressions;
using System.Reflection;

namespace NotiLog.Local.Hosting;

/// <summary>Calls a function's method; completes with what it returned, null for none.</summary>
internal delegate ValueTask<object?> FunctionBody(object? instance, object?[] arguments);

/// <summary>Compiles methods that return nothing, a value, a task or a value task into one shape.</summary>
internal static class FunctionBodies
{
    public static FunctionBody Compile(MethodInfo method)
    {
        var instance = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object?[]));
        var call = Expression.Call(
            method.IsStatic ? null : Expression.Convert(instance, method.DeclaringType!),
            method,
            method.GetParameters().Select((parameter, index) =>
                Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(index)), parameter.ParameterType)));
        return Expression.Lambda<FunctionBody>(Completion(call), instance, arguments).Compile();
    }

    private static Expression Completion(MethodCallExpression call)
    {
        var type = call.Type;
        if (type == typeof(void))
            return Expression.Block(call, Expression.Default(typeof(ValueTask<object?>)));
        if (type == typeof(Task) || type == typeof(ValueTask))
            return Expression.Call(typeof(FunctionBodies), nameof(AwaitAsync), [], call);
        if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)))
            return Expression.Call(typeof(FunctionBodies), nameof(AwaitAsync), type.GetGenericArguments(), call);
        return Expression.New(typeof(ValueTask<object?>).GetConstructor([typeof(object)])!, Expression.Convert(call, typeof(object)));
    }

    private static async ValueTask<object?> AwaitAsync(Task task)
    {
        await task;
        return null;
    }

    private static async ValueTask<object?> AwaitAsync(ValueTask task)
    {
        await task;
        return null;
    }

    private static async ValueTask<object?> AwaitAsync<T>(Task<T> task) => await task;

    private static async ValueTask<object?> AwaitAsync<T>(ValueTask<T> task) => await task;
}
