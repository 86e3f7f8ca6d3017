using System.Collections.Concurrent;

namespace NotiLog.IntegrationTests.OpenApi;

/// <summary>An answer differs from the OpenAPI document: one of both is wrong.</summary>
public sealed class OpenApiException(string message) : Exception(message);

/// <summary>
/// Put into a test's HttpClient, holds every answer of the API against the document that the app serves:
/// <c>new HttpClient(new OpenApiHandler()) { BaseAddress = ... }</c>. Paths outside of the API pass.
/// </summary>
public sealed class OpenApiHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly ConcurrentDictionary<string, bool> met = new();

    public OpenApiHandler() : this(new SocketsHttpHandler { AllowAutoRedirect = false }) { }

    /// <summary>What was answered so far, as <c>ListEvents 200</c>.</summary>
    public IReadOnlyCollection<string> Met => [.. met.Keys];

    /// <exception cref="OpenApiException">The answer differs from the document.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var path = request.RequestUri!.AbsolutePath;
        if (!path.StartsWith(OpenApiDocument.Server + "/", StringComparison.OrdinalIgnoreCase))
            return response;
        try
        {
            // Buffered content can be read again by the test.
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            var faults = OpenApiAnswers.Check(request.Method, path, response, body);
            if (faults.Count > 0)
                throw new OpenApiException($"{request.Method} {request.RequestUri.PathAndQuery} is answered against the OpenAPI document:\n- {string.Join("\n- ", faults)}");
            if (OpenApiAnswers.OfApp.OperationOf(request.Method, path) is { } operation)
                met.TryAdd($"{operation.Id} {(int)response.StatusCode}", true);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
