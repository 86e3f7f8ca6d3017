namespace Microsoft.Azure.Functions.Worker;

[AttributeUsage(AttributeTargets.Method)]
public abstract class RetryAttribute : Attribute
{
    public RetryAttribute() { }

    public int MaxRetryCount { get; set; }
}

public sealed class ExponentialBackoffRetryAttribute : RetryAttribute
{
    public ExponentialBackoffRetryAttribute(int maxRetryCount, string minimumInterval, string maximumInterval)
    {
        MaxRetryCount = maxRetryCount;
        MinimumInterval = TimeSpan.Parse(minimumInterval, null).ToString();
        MaximumInterval = TimeSpan.Parse(maximumInterval, null).ToString();
    }

    public string MinimumInterval { get; }

    public string MaximumInterval { get; }
}
