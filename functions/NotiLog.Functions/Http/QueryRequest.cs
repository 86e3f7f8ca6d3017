using Microsoft.AspNetCore.Http;
using NotiLog.Requests;

namespace NotiLog.Functions.Http;

public static class QueryRequest
{
    /// <summary>The request's query, each parameter once (the middleware has refused others).</summary>
    public static QueryFields Query(this HttpRequest request, Faults faults) =>
        new(request.Query.Select(parameter => KeyValuePair.Create(parameter.Key, parameter.Value.ToString())), faults);
}
