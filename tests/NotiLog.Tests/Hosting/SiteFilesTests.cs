using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using NotiLog.Local;

namespace NotiLog.Tests.Hosting;

public sealed class SiteFilesTests : IAsyncLifetime, IDisposable
{
    private const string Script = "console.log('привет')";
    private readonly string dist = Directory.CreateTempSubdirectory("notilog-site-").FullName;
    private readonly HttpClient client = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None });
    private WebApplication app = null!;

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(dist, "assets"));
        await File.WriteAllTextAsync(Path.Combine(dist, "index.html"), "<title>NotiLog</title>");
        await File.WriteAllTextAsync(Path.Combine(dist, "assets", "a-1.js"), Script);
        await using (var twin = new BrotliStream(File.Create(Path.Combine(dist, "assets", "a-1.js.br")), CompressionLevel.Fastest))
            await twin.WriteAsync(Encoding.UTF8.GetBytes(Script));
        await File.WriteAllTextAsync(Path.Combine(dist, "staticwebapp.config.json"), """{"globalHeaders":{"Content-Security-Policy":"default-src 'self'"}}""");
        app = WebApplication.CreateSlimBuilder().Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.UseRouting();
        SiteFiles.Serve(app, dist, "api");
        app.MapGet("/api/v1/events", () => "events");
        await app.StartAsync();
        client.BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(dist, recursive: true);
    }

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("/")]
    [InlineData("/events")]
    [InlineData("/notifications/019ab000-0000-7000-8000-000000000002?tab=deliveries")]
    public async Task Every_page_is_the_application(string path)
    {
        using var response = await client.GetAsync(path);
        Assert.Equal("<title>NotiLog</title>", await response.Content.ReadAsStringAsync());
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.CacheControl?.NoCache);
    }

    [Fact]
    public async Task A_page_of_a_name_with_a_dot_is_the_application_and_a_file_stays_a_file()
    {
        client.DefaultRequestHeaders.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        Assert.Equal("<title>NotiLog</title>", await client.GetStringAsync("/channels/ops.night"));
        Assert.Equal(Script, await client.GetStringAsync("/assets/a-1.js"));
    }

    [Theory]
    [InlineData("/api/v1/nothing")]
    [InlineData("/assets/gone.js")]
    [InlineData("/../host.json")]
    public async Task What_is_no_page_and_no_file_is_not_found(string path)
    {
        using var response = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task The_api_stays_the_api() => Assert.Equal("events", await client.GetStringAsync("/api/v1/events"));

    [Fact]
    public async Task Who_takes_brotli_gets_the_compressed_file_as_what_it_holds()
    {
        using var response = await AssetAsync("gzip, br;q=0.5");
        Assert.Equal(["br"], response.Content.Headers.ContentEncoding);
        Assert.Equal("text/javascript", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["Accept-Encoding"], response.Headers.Vary);
        await using var plain = new BrotliStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        Assert.Equal(Script, await new StreamReader(plain).ReadToEndAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("br;q=0")]
    [InlineData("gzip")]
    public async Task Who_does_not_gets_the_file(string accepted)
    {
        using var response = await AssetAsync(accepted);
        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Equal(Script, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Files_have_the_headers_of_the_hosted_site_and_assets_are_kept_for_ever()
    {
        using var response = await AssetAsync("");
        Assert.Equal(["default-src 'self'"], response.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal("public, max-age=31536000, immutable", response.Headers.NonValidated["Cache-Control"].ToString());
    }

    private Task<HttpResponseMessage> AssetAsync(string accepted)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/assets/a-1.js");
        if (accepted.Length > 0)
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        return client.SendAsync(request);
    }
}
