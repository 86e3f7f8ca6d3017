using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using NotiLog.Functions;
using NotiLog.Tables;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseNotiLog();
builder.Services.AddAzureStorage(builder.Configuration).AddNotiLog(builder.Configuration);
builder.Build().Run();
