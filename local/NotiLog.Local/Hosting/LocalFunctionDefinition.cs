using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker;

namespace NotiLog.Local.Hosting;

/// <summary>What middleware can ask about a function.</summary>
internal sealed class LocalFunctionDefinition(FunctionEntry entry) : FunctionDefinition
{
    public override ImmutableArray<FunctionParameter> Parameters { get; } =
        [.. entry.Method.GetParameters().Select(parameter => new FunctionParameter(parameter.Name!, parameter.ParameterType))];

    public override string PathToAssembly => entry.Method.DeclaringType!.Assembly.Location;

    public override string EntryPoint { get; } = $"{entry.Method.DeclaringType!.FullName}.{entry.Method.Name}";

    public override string Id => Name;

    public override string Name => entry.Name;

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } =
        Bindings([
            new LocalBinding(entry.TriggerParameter.Name!, entry.Trigger.BindingType, BindingDirection.In),
            .. entry.Connections.Select(input => new LocalBinding(input.Parameter.Name!, "signalRConnectionInfo", BindingDirection.In)),
        ]);

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; } =
        Bindings(entry.Outputs.Select(output => new LocalBinding(output.Name, output.BindingType, BindingDirection.Out)));

    private static ImmutableDictionary<string, BindingMetadata> Bindings(IEnumerable<BindingMetadata> bindings) =>
        bindings.ToImmutableDictionary(binding => binding.Name);

    private sealed class LocalBinding(string name, string type, BindingDirection direction) : BindingMetadata
    {
        public override string Name { get; } = name;

        public override string Type { get; } = type;

        public override BindingDirection Direction { get; } = direction;
    }
}
