using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace NotiLog.Local;

/// <summary>The operators' site: built with npm when its build is missing or older than its sources, served beside the API.</summary>
internal static class Site
{
    /// <returns>The folder to serve, or null without one; then <paramref name="output"/> has been told why.</returns>
    /// <exception cref="StartFailedException">The build failed.</exception>
    public static async Task<string?> BuildAsync(string root, TextWriter output, CancellationToken cancellationToken)
    {
        var web = Path.Combine(root, "web");
        var index = Path.Combine(web, "dist", "index.html");
        if (!File.Exists(Path.Combine(web, "package.json")))
        {
            await output.WriteLineAsync("This version has no site yet; the API is complete without it.");
            return null;
        }

        if (!IsOlder(index, web))
            return Path.GetDirectoryName(index);
        await output.WriteLineAsync("Building the site (npm)...");
        var built = await Npm.RunAsync(web, ["ci", "--no-audit", "--no-fund"], cancellationToken)
            && await Npm.RunAsync(web, ["run", "build"], cancellationToken);
        if (!built)
            await output.WriteLineAsync("There is no Node.js on this machine, so the site cannot be built; going on without it.");
        return File.Exists(index) ? Path.GetDirectoryName(index) : null;
    }

    /// <summary>Files of the build; any other path outside the API is the application, which finds its page itself.</summary>
    public static void Serve(IApplicationBuilder app, string dist, string routePrefix)
    {
        var files = new PhysicalFileProvider(dist);
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = SetCaching });
        app.Use((http, next) =>
        {
            var isPage = http.GetEndpoint() is null
                && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
                && !http.Request.Path.StartsWithSegments("/" + routePrefix)
                && !Path.HasExtension(http.Request.Path);
            if (isPage)
                http.Request.Path = "/index.html";
            return next(http);
        });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = SetCaching });
    }

    /// <summary>The build names its assets by their content.</summary>
    private static void SetCaching(StaticFileResponseContext file) => file.Context.Response.Headers.CacheControl =
        file.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";

    private static bool IsOlder(string index, string web)
    {
        if (!File.Exists(index))
            return true;
        var built = File.GetLastWriteTimeUtc(index);
        return new[] { "src", "public" }
            .Select(folder => Path.Combine(web, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(web))
            .Any(file => File.GetLastWriteTimeUtc(file) > built);
    }
}
