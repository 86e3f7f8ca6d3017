using System.Reflection;

namespace NotiLog.Tests.WorkerSurface;

/// <summary>
/// Types and members as lines: <c>namespace :: kind type : bases {attribute usage}</c>, members indented below their type,
/// property defaults as <c>default Type.Property = value</c>. Attributes of types and members are not part of it.
/// </summary>
internal static class SurfaceText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<string> Of(IEnumerable<Assembly> assemblies) =>
        assemblies.Distinct().SelectMany(assembly => assembly.GetExportedTypes()).SelectMany(Of).ToList();

    /// <summary>Every line with its type before it, so that equal members of two types differ.</summary>
    public static IReadOnlySet<string> Qualified(IEnumerable<string> lines)
    {
        var qualified = new HashSet<string>();
        var type = "";
        foreach (var line in lines.Select(WithoutAttributes).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line.StartsWith("  ", StringComparison.Ordinal) && !line.StartsWith("  default ", StringComparison.Ordinal))
            {
                qualified.Add($"{type} |{line}");
                continue;
            }

            type = line.Contains(" : ", StringComparison.Ordinal) ? line[..line.LastIndexOf(" : ", StringComparison.Ordinal)] : line;
            qualified.Add(line);
        }

        return qualified;
    }

    private static string WithoutAttributes(string line)
    {
        var at = line.IndexOf(" [", StringComparison.Ordinal);
        return (at < 0 ? line : line[..at]).TrimEnd();
    }

    public static IEnumerable<string> Of(Type type)
    {
        yield return $"{type.Namespace} :: {TypeText.Declaration(type)}";
        if (typeof(Delegate).IsAssignableFrom(type))
            yield break;
        if (type.IsEnum)
        {
            foreach (var name in Enum.GetNames(type))
                yield return $"  {name} = {Convert.ToInt64(Enum.Parse(type, name), null)}";
            yield break;
        }

        foreach (var constructor in type.GetConstructors(Declared).Where(c => c.IsPublic || c.IsFamily))
            yield return $"  ctor {(constructor.IsFamily ? "protected " : "")}{TypeText.PlainName(type)}({TypeText.Parameters(constructor)})";
        foreach (var method in type.GetMethods(Declared).Where(m => Visible(m) && !m.IsSpecialName))
            yield return $"  method {Modifier(method)}{TypeText.Signature(method)}";
        foreach (var property in type.GetProperties(Declared).Where(p => p.GetMethod is { } get && Visible(get)))
            yield return $"  prop {Modifier(property.GetMethod!)}{TypeText.Property(property)}";
        foreach (var line in Defaults(type))
            yield return line;
    }

    private static IEnumerable<string> Defaults(Type type)
    {
        if (!typeof(Attribute).IsAssignableFrom(type) || type.IsAbstract || MakeFromNothing(type) is not { } instance)
            yield break;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod?.IsPublic == true))
        {
            var value = property.GetValue(instance);
            if (value is not (null or false or 0 or ""))
                yield return $"  default {type.Name}.{property.Name} = {TypeText.Literal(property.PropertyType, value)}";
        }
    }

    /// <summary>Null when it has no public constructor, or one that refuses what means nothing.</summary>
    private static object? MakeFromNothing(Type type)
    {
        if (type.GetConstructors().MinBy(c => c.GetParameters().Length) is not { } constructor)
            return null;
        try
        {
            return constructor.Invoke([.. constructor.GetParameters().Select(p => p.HasDefaultValue ? p.DefaultValue : p.ParameterType == typeof(string) ? "" : null)]);
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }

    private static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Modifier(MethodInfo method) =>
        method.DeclaringType!.IsInterface ? ""
        : method.IsStatic ? "static "
        : method.IsAbstract ? "abstract "
        : method.GetBaseDefinition() != method ? "override "
        : method.IsVirtual && !method.IsFinal ? "virtual " : "";
}
