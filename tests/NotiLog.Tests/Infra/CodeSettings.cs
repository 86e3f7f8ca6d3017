using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NotiLog.Functions;
using NotiLog.Tables;

namespace NotiLog.Tests.Infra;

/// <summary>The settings that the app's code names: read by its parts when they are composed and checked, or written in the attributes of its functions.</summary>
internal static partial class CodeSettings
{
    /// <summary>What a connection is made of by identity; the code and the sample know it by its first word.</summary>
    private static readonly string[] Connections = ["AzureWebJobsStorage", "ServiceBus", "AzureSignalRConnectionString"];

    public static SortedSet<string> Named()
    {
        var recorder = new Recorder(Sample());
        var configuration = new ConfigurationBuilder().Add(recorder).Build();
        Compose(configuration);
        var asked = recorder.Asked.Where(key => !recorder.Asked.Any(other => other.StartsWith(key + ":", StringComparison.Ordinal)) || Connections.Contains(key));
        return new(asked.Select(Plain).Concat(InAttributes()), StringComparer.Ordinal);
    }

    /// <summary>The names of local.settings.sample.json, with their values.</summary>
    public static Dictionary<string, string?> Sample() =>
        JsonNode.Parse(Templates.Read("local.settings.sample.json"))!["Values"]!.AsObject().ToDictionary(value => Colons(value.Key), value => (string?)value.Value);

    /// <summary>As configuration names it, and connections by their first word alone.</summary>
    public static string Plain(string name)
    {
        var colons = Colons(name);
        return Connections.FirstOrDefault(connection => colons.StartsWith(connection + ":", StringComparison.Ordinal)) ?? colons;
    }

    public static IEnumerable<BindingAttribute> Bindings() =>
        from method in typeof(Composition).Assembly.GetTypes().SelectMany(type => type.GetMethods())
        where method.IsDefined(typeof(FunctionAttribute), inherit: false)
        from binding in BindingsOf(method)
        select binding;

    private static IEnumerable<BindingAttribute> BindingsOf(MethodInfo method)
    {
        var answer = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : method.ReturnType;
        return method.GetCustomAttributes<BindingAttribute>()
            .Concat(method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributes<BindingAttribute>()))
            .Concat(answer.GetProperties().SelectMany(property => property.GetCustomAttributes<BindingAttribute>()));
    }

    private static IEnumerable<string> InAttributes()
    {
        foreach (var binding in Bindings())
        {
            foreach (var property in binding.GetType().GetProperties().Where(property => property.PropertyType == typeof(string)))
            {
                var text = (string?)property.GetValue(binding);
                if (property.Name is "Connection" or "ConnectionStringSetting")
                    yield return text ?? "AzureSignalRConnectionString";
                foreach (Match setting in Setting().Matches(text ?? ""))
                    yield return setting.Groups[1].Value;
            }
        }
    }

    private static void Compose(IConfiguration configuration)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(configuration);
        services.AddAzureStorage(configuration).AddNotiLog(configuration);
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
        var options = services.Select(service => service.ServiceType)
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConfigureOptions<>) && type.Assembly != typeof(object).Assembly)
            .Select(type => typeof(IOptions<>).MakeGenericType(type.GetGenericArguments()));
        foreach (var option in options.Distinct())
            option.GetProperty("Value")!.GetValue(provider.GetRequiredService(option));
    }

    private static string Colons(string name) => name.Replace("__", ":", StringComparison.Ordinal);

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Setting();

    /// <summary>Values that remember who was asked for; a section whose settings nobody knows is remembered by its own name.</summary>
    private sealed class Recorder : ConfigurationProvider, IConfigurationSource
    {
        public Recorder(Dictionary<string, string?> values)
        {
            foreach (var (key, value) in values)
                Data[key] = value;
        }

        public HashSet<string> Asked { get; } = [];

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public override bool TryGet(string key, out string? value)
        {
            Asked.Add(key);
            return base.TryGet(key, out value);
        }

        public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath)
        {
            if (parentPath is not null)
                Asked.Add(parentPath);
            return base.GetChildKeys(earlierKeys, parentPath);
        }
    }
}
