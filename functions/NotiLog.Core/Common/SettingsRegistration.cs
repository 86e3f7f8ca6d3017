using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace NotiLog.Common;

public static class SettingsRegistration
{
    /// <summary>Settings as one value, read on first use and checked at the start together with all other options.</summary>
    /// <param name="read">Throws <see cref="OptionsValidationException"/> with all faults of its section.</param>
    public static IServiceCollection AddSettings<T>(this IServiceCollection services, Func<IConfiguration, T> read)
        where T : class
    {
        services.AddOptions<StartCheck<T>>().ValidateOnStart();
        return services
            .AddSingleton(provider => read(provider.GetRequiredService<IConfiguration>()))
            .AddSingleton<IValidateOptions<StartCheck<T>>, StartCheck<T>>(provider => new(() => provider.GetRequiredService<T>()));
    }

    /// <summary>Reads the settings when options are checked.</summary>
    internal sealed class StartCheck<T> : IValidateOptions<StartCheck<T>>
    {
        private readonly Func<T>? read;

        public StartCheck() { }

        public StartCheck(Func<T> read) => this.read = read;

        public ValidateOptionsResult Validate(string? name, StartCheck<T> options)
        {
            try
            {
                read?.Invoke();
                return ValidateOptionsResult.Success;
            }
            catch (OptionsValidationException faulty)
            {
                return ValidateOptionsResult.Fail(faulty.Failures);
            }
        }
    }
}
