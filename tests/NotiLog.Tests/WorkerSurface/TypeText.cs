using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace NotiLog.Tests.WorkerSurface;

/// <summary>Types, signatures and constants in C# notation, nullable annotations included.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(object)] = "object",
        [typeof(void)] = "void",
    };

    private static readonly NullabilityInfoContext Nullability = new();

    public static string Declaration(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
            return $"delegate {Signature(type.GetMethod("Invoke")!, type.Name)}";
        var bases = Bases(type).Select(Name).ToList();
        return $"{Kind(type)} {Name(type)}{(bases.Count == 0 ? "" : " : " + string.Join(", ", bases))}{Usage(type)}";
    }

    public static string Signature(MethodInfo method, string? name = null)
    {
        var generic = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        var extension = method.IsDefined(typeof(ExtensionAttribute), false) ? "this " : "";
        var returns = Annotated(method.ReturnType, Nullability.Create(method.ReturnParameter));
        return $"{returns} {name ?? method.Name}{generic}({extension}{Parameters(method)}){Constraints(method)}";
    }

    public static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        (parameter.IsDefined(typeof(ParamArrayAttribute), false) ? "params " : "")
        + Annotated(parameter.ParameterType, Nullability.Create(parameter))
        + $" {parameter.Name}"
        + (parameter.HasDefaultValue ? $" = {Literal(parameter.ParameterType, parameter.DefaultValue)}" : "")));

    public static string Property(PropertyInfo property) =>
        $"{Annotated(property.PropertyType, Nullability.Create(property))} {property.Name} {{ get;{(property.SetMethod?.IsPublic == true ? " set;" : "")} }}";

    public static string Literal(Type type, object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => $"\"{text}\"",
        _ when type.IsEnum => $"{type.Name}.{Enum.GetName(type, value)}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    public static string PlainName(Type type) => type.Name.Split('`')[0];

    private static string Name(Type type) =>
        Keywords.TryGetValue(type, out var keyword) ? keyword
        : type.IsArray ? Name(type.GetElementType()!) + "[]"
        : Nullable.GetUnderlyingType(type) is { } underlying ? Name(underlying) + "?"
        : type.IsGenericType ? $"{PlainName(type)}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;

    private static string Annotated(Type type, NullabilityInfo nullability)
    {
        if (type.IsGenericParameter || type.IsValueType && !type.IsGenericType)
            return Name(type);
        var mark = !type.IsValueType && nullability.ReadState == NullabilityState.Nullable ? "?" : "";
        if (type.IsArray)
            return Annotated(type.GetElementType()!, nullability.ElementType!) + "[]" + mark;
        if (!type.IsGenericType || Nullable.GetUnderlyingType(type) is not null)
            return Name(type) + mark;
        var arguments = type.GetGenericArguments().Zip(nullability.GenericTypeArguments, Annotated);
        return $"{PlainName(type)}<{string.Join(", ", arguments)}>{mark}";
    }

    private static string Kind(Type type) =>
        type.IsEnum ? "enum"
        : type.IsInterface ? "interface"
        : type.IsValueType ? "struct"
        : type.IsAbstract ? type.IsSealed ? "static class" : "abstract class"
        : type.IsSealed ? "sealed class" : "class";

    private static IEnumerable<Type> Bases(Type type)
    {
        if (type.IsEnum)
            return [];
        var all = type.GetInterfaces();
        var implied = all.SelectMany(i => i.GetInterfaces()).Concat(type.BaseType?.GetInterfaces() ?? []).ToHashSet();
        var interfaces = all.Where(i => !implied.Contains(i)).OrderBy(i => i.Name, StringComparer.Ordinal);
        return type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? interfaces.Prepend(parent) : interfaces;
    }

    private static string Usage(Type type)
    {
        if (!typeof(Attribute).IsAssignableFrom(type))
            return "";
        var usage = type.GetCustomAttribute<AttributeUsageAttribute>(inherit: true)!;
        var inherited = type.IsDefined(typeof(AttributeUsageAttribute), inherit: false) ? "" : ", inherited";
        return $" {{usage: {usage.ValidOn}, multiple={usage.AllowMultiple}{inherited}}}";
    }

    private static string Constraints(MethodInfo method) => string.Concat(method.GetGenericArguments().Select(argument =>
    {
        var constraints = argument.GetGenericParameterConstraints().Select(Name).ToList();
        if (argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            constraints.Insert(0, "class");
        return constraints.Count == 0 ? "" : $" where {argument.Name} : {string.Join(", ", constraints)}";
    }));
}
