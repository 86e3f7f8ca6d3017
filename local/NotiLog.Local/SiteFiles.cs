using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace NotiLog.Local;

/// <summary>
/// Serves the site beside the API as Azure Static Web Apps does: the headers of its <c>staticwebapp.config.json</c>, the application for every path that
/// is no file, and the compressed twin (<c>.br</c>, <c>.gz</c>) that the build left beside a file.
/// </summary>
internal sealed class SiteFiles : IContentTypeProvider
{
    private const string Settings = "staticwebapp.config.json";
    private static readonly (string Suffix, string Encoding)[] Twins = [(".br", "br"), (".gz", "gzip")];

    private readonly FileExtensionContentTypeProvider types = new();
    private readonly IFileProvider files;
    private readonly IReadOnlyList<KeyValuePair<string, string>> headers;
    private readonly string routePrefix;

    private SiteFiles(string dist, string routePrefix)
    {
        files = new PhysicalFileProvider(dist);
        headers = HeadersOf(files.GetFileInfo(Settings));
        this.routePrefix = "/" + routePrefix;
    }

    public static void Serve(IApplicationBuilder app, string dist, string routePrefix)
    {
        var site = new SiteFiles(dist, routePrefix);
        app.Use((http, next) =>
        {
            site.Choose(http);
            return next(http);
        });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = site.files, ContentTypeProvider = site, OnPrepareResponse = site.Prepare });
    }

    /// <summary>The type of what a compressed file holds.</summary>
    public bool TryGetContentType(string subpath, out string contentType) =>
        types.TryGetContentType(TwinOf(subpath) is { } twin ? subpath[..^twin.Suffix.Length] : subpath, out contentType!);

    private void Choose(HttpContext http)
    {
        var request = http.Request;
        if (http.GetEndpoint() is not null || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) || request.Path.StartsWithSegments(routePrefix))
            return;
        if (!Path.HasExtension(request.Path) || IsPage(request))
            request.Path = "/index.html";
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        foreach (var (suffix, encoding) in Twins)
        {
            if (!accepted.Any(one => one.Value == encoding && one.Quality != 0) || !files.GetFileInfo(request.Path + suffix).Exists)
                continue;
            request.Path += suffix;
            return;
        }
    }

    /// <summary>Names in addresses may hold dots (<c>/channels/ops.night</c>); who goes to one wants a page, who asks for a file that is gone does not.</summary>
    private bool IsPage(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(one => one.MediaType == "text/html") && !files.GetFileInfo(request.Path).Exists;

    private void Prepare(StaticFileResponseContext file)
    {
        var answer = file.Context.Response.Headers;
        foreach (var (name, value) in headers)
            answer[name] = value;
        // The build names its assets by their content.
        answer.CacheControl = file.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";
        answer.Vary = HeaderNames.AcceptEncoding;
        if (TwinOf(file.File.Name) is { } twin)
            answer.ContentEncoding = twin.Encoding;
    }

    private static (string Suffix, string Encoding)? TwinOf(string name) =>
        Array.Find(Twins, twin => name.EndsWith(twin.Suffix, StringComparison.Ordinal)) is { Suffix: not null } twin ? twin : null;

    private static List<KeyValuePair<string, string>> HeadersOf(IFileInfo settings)
    {
        if (!settings.Exists)
            return [];
        using var json = settings.CreateReadStream();
        return [.. (JsonNode.Parse(json)?["globalHeaders"] as JsonObject ?? []).Select(header => KeyValuePair.Create(header.Key, (string?)header.Value ?? ""))];
    }
}
