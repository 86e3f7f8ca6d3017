namespace NotiLog.Notifications;

/// <summary>Hears of deliveries whose row has changed, in the process that changed it. It must not throw.</summary>
public interface IDeliveryChanges
{
    /// <param name="delivery">As it is now.</param>
    void Changed(Delivery delivery);
}
