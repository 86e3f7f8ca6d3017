using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Primitives;

namespace NotiLog.Tests.Access;

/// <summary>An invocation of an HTTP function as the worker's middleware meets it.</summary>
internal sealed class HttpCall : FunctionContext
{
    public HttpCall(string entryPoint, string triggerType = "httpTrigger")
    {
        FunctionDefinition = new Definition(entryPoint, triggerType);
        Items = new Dictionary<object, object> { ["HttpRequestContext"] = Http };
        Http.Response.Body = new MemoryStream();
    }

    public DefaultHttpContext Http { get; } = new();

    public override string InvocationId => "invocation-1";

    public override string FunctionId => "1";

    public override TraceContext TraceContext => throw new NotSupportedException();

    public override BindingContext BindingContext => throw new NotSupportedException();

    public override RetryContext RetryContext => throw new NotSupportedException();

    public override IServiceProvider InstanceServices { get; set; } = null!;

    public override FunctionDefinition FunctionDefinition { get; }

    public override IDictionary<object, object> Items { get; set; }

    public override CancellationToken CancellationToken => Ended;

    /// <summary>What the host ends the invocation by.</summary>
    public CancellationToken Ended { get; set; }

    public override IInvocationFeatures Features => throw new NotSupportedException();

    public string ResponseText => Encoding.UTF8.GetString(((MemoryStream)Http.Response.Body).ToArray());

    public JsonElement ResponseJson => JsonElement.Parse(ResponseText);

    public HttpCall With(string credential)
    {
        Http.Request.Headers.Authorization = $"Bearer {credential}";
        return this;
    }

    public HttpCall Query(params (string Name, string[] Values)[] parameters)
    {
        Http.Request.Query = new QueryCollection(parameters.ToDictionary(each => each.Name, each => new StringValues(each.Values)));
        return this;
    }

    private sealed class Definition(string entryPoint, string triggerType) : FunctionDefinition
    {
        public override ImmutableArray<FunctionParameter> Parameters => [];

        public override string PathToAssembly => "";

        public override string EntryPoint => entryPoint;

        public override string Id => "1";

        public override string Name => entryPoint.Split('.')[^2];

        public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } =
            ImmutableDictionary<string, BindingMetadata>.Empty.Add("request", new Trigger(triggerType));

        public override IImmutableDictionary<string, BindingMetadata> OutputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;
    }

    private sealed class Trigger(string type) : BindingMetadata
    {
        public override string Name => "request";

        public override string Type => type;

        public override BindingDirection Direction => BindingDirection.In;
    }
}
